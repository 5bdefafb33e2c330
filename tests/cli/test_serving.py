"""The app in a browser: served on the loopback, to its own pages alone; one sentence where the extra is missing."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.tui.sample import sample_file

pytest.importorskip("textual_serve")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def served(tmp_path):
    path = tmp_path / "served.db"
    sample_file(path).close()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--db", path, "serve", "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    for _ in range(200):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield port, process
    process.send_signal(signal.SIGINT)
    process.wait(20)


def status(port, path="/", **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


async def test_the_page_and_the_app_behind_it_and_nobody_else_s_page(served):
    import aiohttp

    port, process = served
    code, page = status(port)
    assert code == 200
    assert f"ws://127.0.0.1:{port}/ws" in page
    assert {urlsplit(one).netloc for one in re.findall(r"https?://[^\"' )]+", page)} <= {f"127.0.0.1:{port}"}
    assert status(port, "/ws", Origin="http://elsewhere.example")[0] == 403
    assert status(port, Host="elsewhere.example")[0] == 403
    seen = b""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{port}/ws?width=100&height=30", max_msg_size=0) as page,
    ):
        async for message in page:
            if message.type is aiohttp.WSMsgType.BINARY:
                seen += message.data
            if b"US\xe2\x80\x93Ukraine" in seen:
                break
        assert b"Negotiations" in seen
        seen = b""
        await page.send_str(json.dumps(["stdin", "4"]))
        async for message in page:
            if message.type is aiohttp.WSMsgType.BINARY:
                seen += message.data
            if b"STANCE" in seen:
                break
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert f"http://127.0.0.1:{port}" in process.stderr.read().decode()


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path):
    program = (
        "import sys; sys.modules['textual_serve'] = None; sys.modules['textual_serve.server'] = None\n"
        "from tracker.cli.main import run; sys.exit(run(['--db', sys.argv[1], 'serve']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "none.db"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "`tracker serve` needs textual-serve: pip install 'negotiation-tracker[serve]'."
    )


def test_a_port_in_use_is_said_in_a_sentence(tmp_path):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--db", tmp_path / "x.db", "serve", "--port", str(one.getsockname()[1])],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2
    assert "cannot be listened on" in done.stderr
    assert "Traceback" not in done.stderr
