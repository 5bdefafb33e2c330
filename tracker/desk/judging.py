"""Judging sources and items: by people alone, each judgement with who, when and why, undoable like every action."""

from dataclasses import dataclass
from datetime import datetime

from tracker.desk.errors import Refused
from tracker.desk.titles import article_title, short, titles
from tracker.desk.views import Done
from tracker.domain.cleaning import one_line
from tracker.domain.fields import KINDS
from tracker.domain.judgements import CREDIBILITIES, RELIABILITIES
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import evidence, judgements, rows, stored_articles
from tracker.store.txn import user


@dataclass(frozen=True, slots=True)
class SourceView:
    """A publisher or an origin, in how many articles it stands, and its reliability (A to F, None: not judged)."""

    name: str
    articles: int
    reliability: str | None
    why: str
    judged_by: str | None
    judged_on: str | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """A judged item: what an article says of a fact, or the article as a whole (kind "article")."""

    kind: str
    fact: int
    title: str
    article: int
    article_title: str
    credibility: int
    why: str
    judged_by: str
    judged_on: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of a fact, or the article itself: what can be judged, and how it is judged now."""

    kind: str
    fact: int
    article: int
    article_title: str
    source: str | None
    reliability: str | None
    credibility: int | None


def sources(db: Database) -> list[SourceView]:
    """Every publisher and origin, those that were judged first."""
    return [
        SourceView(
            row["name"], row["articles"], row["reliability"], row["note"], row["judged_by"], _day(row["judged_on"])
        )
        for row in judgements.sources(db.read)
    ]


def items(db: Database) -> list[ItemView]:
    """Every item that was judged, the most credible first."""
    found = judgements.items(db.read)
    named = titles(db.read, [(row["kind"], row["fact"]) for row in found if row["kind"] != "article"])
    views = []
    for row in found:
        article = stored_articles.one(db.read, row["article"])
        heading = article_title(article) if article is not None else ""
        views.append(
            ItemView(
                row["kind"],
                row["fact"],
                named.get((row["kind"], row["fact"]), heading),
                row["article"],
                heading,
                row["value"],
                row["why"],
                row["set_by"],
                row["set_on"][:10],
            )
        )
    return views


def reports(db: Database, kind: str, fact: int) -> list[Report]:
    """What can be judged of a fact: each article's report of it, the earliest first; an article is one itself.

    Raises:
        Gone: it is not there any more.
        Refused: no article reports it, or it is no fact.
    """
    connection = db.read
    known = judgements.reliabilities(connection)
    if kind == "article":
        row = stored_articles.one(connection, fact)
        if row is None:
            raise Gone("This article is not there any more.")
        judged = judgements.of_item(connection, kind, fact, fact)
        reliability = known.get((row["publisher"] or "").casefold())
        value = judged["value"] if judged else None
        return [Report(kind, fact, fact, article_title(row), row["publisher"], reliability, value)]
    if kind not in KINDS:
        raise Refused(f"A {kind.replace('_', ' ')} cannot be judged: judge a fact, or an article.")
    if rows.fact(connection, kind, fact) is None:
        raise Gone(f"This {kind} is not there any more.")
    values = {row["article"]: row["value"] for row in judgements.of_fact(connection, kind, fact)}
    found: dict[int, Report] = {}
    for row in evidence.of_fact(connection, kind, fact):
        if row["article"] in found:
            continue
        heading = row["article_title"] or row["file"]
        own = row["own_origin"]  # who said it here; where the same words stood before is another matter
        reliability = known.get((own or "").casefold())
        source = own if own != row["file"] else None
        found[row["article"]] = Report(
            kind, fact, row["article"], heading, source, reliability, values.get(row["article"])
        )
    if not found:
        raise Refused("No article reports this: there is no source to judge.")
    return list(found.values())


def judge_source(db: Database, name: str, reliability: str | None, why: str = "", actor: str | None = None) -> Done:
    """Set how reliable a source is (A to F); None takes the judgement back.

    Raises:
        Gone: nothing is called so.
        Refused: no such grade.
    """
    connection = db.read
    row = judgements.source(connection, name)
    known = row["name"] if row is not None else judgements.publisher(connection, name)
    if known is None:
        raise Gone(f"No source is called {one_line(name)}: `tracker judge` lists them.")
    if reliability is not None and reliability not in RELIABILITIES:
        raise Refused(f"The reliability of a source is a letter from A to F, not {one_line(reliability)}.")
    if (row["reliability"] if row is not None else None) == reliability and (row is None or row["note"] == why):
        return Done("Nothing changed.", None)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    values = {
        "reliability": reliability,
        "judged_by": actor or user() if reliability else None,
        "judged_on": now if reliability else None,
        "note": one_line(why),
    }
    with transaction(db, f"judge {known}", actor) as write:
        if row is None:
            write.insert("source", name=known, **values)
        else:
            write.update("source", row["id"], **values)
    if reliability is None:
        return Done(f"{known} is not judged any more.", write.txn)
    return Done(f"{known}: reliability {reliability}, {RELIABILITIES[reliability]}.", write.txn)


def judge_item(
    db: Database,
    kind: str,
    fact: int,
    credibility: int | None,
    why: str = "",
    *,
    article: int | None = None,
    actor: str | None = None,
) -> Done:
    """Set how credible an item is (1 to 6): what an article says of a fact, or the article as a whole.

    Args:
        db: the open file.
        kind: a kind of fact, or "article".
        fact: row number.
        credibility: 1 to 6; None takes the judgement back.
        why: the reason.
        article: whose report; None for every article's that reports it.
        actor: who; default the operating system's user.

    Raises:
        Gone: it is not there.
        Refused: no such grade, or that article does not report it.
    """
    if credibility is not None and credibility not in CREDIBILITIES:
        raise Refused(f"The credibility of an item is a number from 1 to 6, not {credibility}.")
    chosen = [one for one in reports(db, kind, fact) if article in (None, one.article)]
    if not chosen:
        raise Refused(f"Article {article} does not report this.")
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    title = _title(db, kind, fact, chosen[0])
    changed = 0
    with transaction(db, f"judge {title}", actor) as write:
        for one in chosen:
            row = judgements.of_item(db.read, kind, fact, one.article)
            values = {"value": credibility, "why": one_line(why), "set_by": actor or user(), "set_on": now}
            if row is None and credibility is not None:
                write.insert("credibility", kind=kind, fact=fact, article=one.article, **values)
            elif row is not None and credibility is None:
                write.delete("credibility", row["id"])
            elif row is not None and (row["value"], row["why"]) != (credibility, values["why"]):
                write.update("credibility", row["id"], **values)
            else:
                continue
            changed += 1
    if not changed:
        return Done("Nothing changed.", None, kind, fact)
    if credibility is None:
        return Done(f"{title} is not judged any more.", write.txn, kind, fact)
    many = f" in {changed} articles" if changed > 1 else ""
    return Done(f"{title}: credibility {credibility}, {CREDIBILITIES[credibility]}{many}.", write.txn, kind, fact)


def judge(
    db: Database,
    report: Report,
    reliability: str | None,
    credibility: int | None,
    why: str = "",
    *,
    none: bool = False,
    actor: str | None = None,
) -> Done:
    """Judge the source of a report, the report, or both, as one action; what is None stays as it is.

    Args:
        db: the open file.
        report: one of `reports`.
        reliability: of its source.
        credibility: of the item.
        why: the reason, kept with each.
        none: take both judgements back.
        actor: who.

    Raises:
        Refused: the report names no source.
        Gone: it is not there any more.
    """
    done: list[Done] = []
    with transaction(db, f"judge {_title(db, report.kind, report.fact, report)}", actor) as write:
        if reliability is not None or (none and report.reliability):
            if report.source is None:
                raise Refused("This article names no source: set one first (its date and source).")
            done.append(judge_source(db, report.source, reliability, why, actor))
        if credibility is not None or (none and report.credibility):
            done.append(judge_item(db, report.kind, report.fact, credibility, why, article=report.article, actor=actor))
    said = [one.sentence for one in done if one.txn is not None]
    return Done(" ".join(said) or "Nothing changed.", write.txn if said else None, report.kind, report.fact)


def _title(db: Database, kind: str, fact: int, report: Report) -> str:
    if kind == "article":
        return short(report.article_title)
    return short(titles(db.read, [(kind, fact)]).get((kind, fact), kind))


def _day(moment: str | None) -> str | None:
    return moment[:10] if moment else None
