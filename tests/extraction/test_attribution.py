"""Who says what, and through whom."""

from collections.abc import Callable

import pytest

from tracker.extraction.attribution import attribution_of, find_utterances
from tracker.extraction.document import Document, Utterance
from tracker.extraction.lexicon import load


@pytest.fixture
def voice_of(document_of: Callable[..., Document]) -> Callable[..., Utterance]:
    def make(text: str, words: str, publisher: str | None = "Reuters") -> Utterance:
        doc = document_of(text, publisher=publisher)
        find_utterances(doc, load())
        start = text.index(words)
        return attribution_of(doc, start, start + len(words))

    return make


def test_a_named_speaker_in_own_words_is_on_record(voice_of: Callable[..., Utterance]) -> None:
    text = 'French President Emmanuel Macron met reporters. "We want a ceasefire by Friday," Macron said.'
    voice = voice_of(text, "We want a ceasefire by Friday")
    assert (voice.status, voice.quote, voice.party) == ("on_record", "direct", "FR")
    assert voice.chain == ("Reuters", "Emmanuel Macron")


def test_a_paraphrase_is_named_reported_speech(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("French President Emmanuel Macron said that Paris wanted a ceasefire.", "Paris wanted a ceasefire")
    assert (voice.status, voice.quote) == ("named_reported_speech", "indirect")


def test_an_official_without_a_name_is_anonymous_and_speaks_for_the_party(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("A senior Turkish official said the talks would resume.", "the talks would resume")
    assert (voice.status, voice.party, voice.speaker) == ("anonymous_official", "TR", "A senior Turkish official")


def test_the_official_comes_back_as_the_same_source(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "A senior Turkish official said the talks would resume on Monday. "
        "The official said the army must leave the border first."
    )
    assert voice_of(text, "the army must leave the border").speaker == "A senior Turkish official"


def test_people_without_an_office_are_anonymous_other(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of(
        "China offered to cut tariffs, people familiar with the talks said.", "China offered to cut tariffs"
    )
    assert voice.status == "anonymous_other"
    assert voice.speaker == "people familiar with the talks"


def test_nobody_cited_is_the_voice_of_the_page(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("Norway wants a new round of talks.", "Norway wants a new round of talks")
    assert (voice.status, voice.speaker, voice.chain) == ("publication_voice", None, ("Reuters",))


def test_a_dash_tail_is_cut_from_what_it_attributes(document_of: Callable[..., Document]) -> None:
    text = "The ministers spoke of the border alone - according to two Egyptian officials."
    doc = document_of(text)
    find_utterances(doc, load())
    said = next(u for u in doc.utterances if u.party == "EG")
    assert text[said.start : said.end] == "The ministers spoke of the border alone"


def test_according_to_attributes_the_rest_of_the_sentence(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("According to the Iranian delegation, the sanctions must go.", "the sanctions must go")
    assert voice.party == "IR"


def test_a_quotation_without_a_cue_carries_the_speaker_on(voice_of: Callable[..., Utterance]) -> None:
    text = (
        'German Chancellor Olaf Scholz spoke in Berlin. "We are not there yet," Scholz said.\n\n'
        '"But we will stay at the table until a deal is done."'
    )
    assert voice_of(text, "we will stay at the table").chain[-1] == "Olaf Scholz"


def test_the_publication_is_the_outlet_cited_not_the_page(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "Two sides met in Oslo on Sunday, Axios reports, writes UNN.\n\n"
        "Norway wants a longer truce, the publication writes."
    )
    voice = voice_of(text, "Norway wants a longer truce", publisher=None)
    assert voice.status == "publication_voice"
    assert voice.chain == ("UNN", "Axios")


def test_two_speakers_of_one_verb_both_say_it(document_of: Callable[..., Document]) -> None:
    doc = document_of("France and Japan said the tariffs must be lifted.")
    find_utterances(doc, load())
    assert {u.party for u in doc.utterances} == {"FR", "JP"}


def test_a_verb_of_saying_that_is_denied_attributes_nothing(document_of: Callable[..., Document]) -> None:
    doc = document_of("Spain did not say that the talks had failed.")
    find_utterances(doc, load())
    assert doc.utterances == []


def test_the_one_spoken_to_is_not_the_speaker(document_of: Callable[..., Document]) -> None:
    doc = document_of("Kenya was told that the talks had failed.")
    find_utterances(doc, load())
    assert all(u.party != "KE" for u in doc.utterances)


def test_a_monitoring_service_and_its_agency_are_two_links(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("Peru wants a treaty on fishing.", "Peru wants a treaty", publisher="FBIS: EFE")
    assert voice.chain == ("FBIS", "EFE")


def test_the_day_beside_the_verb_of_saying_is_when_it_was_said(voice_of: Callable[..., Utterance]) -> None:
    text = "Irish Foreign Minister Simon Coveney said on Tuesday that the talks would resume in April."
    assert voice_of(text, "the talks would resume in April").said_date == "2024-03-12"


def test_a_day_inside_what_is_said_dates_no_saying(voice_of: Callable[..., Utterance]) -> None:
    text = "Irish Foreign Minister Simon Coveney said the talks would resume on Tuesday."
    assert voice_of(text, "the talks would resume on Tuesday").said_date is None


def test_it_goes_on_with_the_body_that_spoke_before(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "Japan said on Sunday that the quotas would stay. "
        "American farmers grow more each year. The market must not be opened at once, it added."
    )
    assert voice_of(text, "The market must not be opened at once").party == "JP"


def test_the_people_are_those_cited_earlier(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "Chile would open its ports, three people familiar with the talks said.\n\n"
        "A Chilean official said the ports were ready.\n\nPeru would pay for the road, the people said."
    )
    assert voice_of(text, "Peru would pay for the road").speaker == "three people familiar with the talks"


def test_what_both_fear_or_offer_does_not_take_over_the_voice(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "Peruvian officials said the port would stay open. "
        "But Chile wants a toll because it fears that its own ports would lose trade, they said."
    )
    assert voice_of(text, "Chile wants a toll").speaker == "Peruvian officials"


def test_the_office_of_a_person_speaks_for_the_party(voice_of: Callable[..., Utterance]) -> None:
    text = "French President Emmanuel Macron met reporters. Paris would send an envoy, Macron's office announced."
    voice = voice_of(text, "Paris would send an envoy")
    assert (voice.status, voice.party, voice.speaker) == ("named_reported_speech", "FR", "Macron's office")


def test_the_one_holder_of_an_office_is_the_person_with_that_role(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "Norwegian Ambassador Kari Holm met reporters in Geneva.\n\n"
        "The fishing treaty must be signed first, the Norwegian ambassador said."
    )
    voice = voice_of(text, "The fishing treaty must be signed first")
    assert (voice.status, voice.chain[-1]) == ("named_reported_speech", "Kari Holm")


def test_a_white_paper_is_a_document(voice_of: Callable[..., Utterance]) -> None:
    text = "India published its plans. The white paper said that New Delhi would cut tariffs on rice."
    assert voice_of(text, "New Delhi would cut tariffs").status == "document"


def test_an_announcement_that_somebody_makes_is_that_ones_speech(voice_of: Callable[..., Utterance]) -> None:
    text = (
        "French President Emmanuel Macron met reporters. "
        "Traders cheered Macron's announcement that he would lift the tariffs."
    )
    voice = voice_of(text, "he would lift the tariffs")
    assert (voice.status, voice.chain[-1]) == ("named_reported_speech", "Emmanuel Macron")


def test_the_page_contrasts_what_one_says_with_what_the_other_wants(voice_of: Callable[..., Utterance]) -> None:
    text = "Sudan says Chad must close the camps, while Chad demands the return of the refugees."
    assert voice_of(text, "Chad demands the return of the refugees").status == "publication_voice"


def test_the_members_of_a_bloc_are_not_unnamed_people(voice_of: Callable[..., Utterance]) -> None:
    voice = voice_of("ASEAN members said that the sea lanes must stay open.", "the sea lanes must stay open")
    assert (voice.status, voice.party) == ("named_reported_speech", "ASEAN")


def test_who_speaks_in_the_middle_of_a_sentence_says_all_of_it(voice_of: Callable[..., Utterance]) -> None:
    text = "The first step, a Kenyan official said, must be the release of all prisoners."
    voice = voice_of(text, "must be the release of all prisoners")
    assert (voice.status, voice.speaker) == ("anonymous_official", "a Kenyan official")
    assert (voice.start, voice.end) == (0, len(text))
