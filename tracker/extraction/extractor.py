"""From an article to its record: the rule modules in their order."""

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.language import Language

from tracker.domain.article import Article
from tracker.domain.cleaning import one_line
from tracker.domain.record import ArticleHeader, PartyFact, Record
from tracker.extraction import lexicon as lexicons
from tracker.extraction import user_lexicon, wording
from tracker.extraction.assessments import find_assessments
from tracker.extraction.attendance import find_attendance
from tracker.extraction.attribution import find_utterances
from tracker.extraction.claims import find_claims
from tracker.extraction.confidence import calibrate
from tracker.extraction.contacts import find_contacts
from tracker.extraction.document import Document
from tracker.extraction.known_names import join_known
from tracker.extraction.language import language_of
from tracker.extraction.leaders import add_leaders
from tracker.extraction.meeting_facts import facts_of
from tracker.extraction.meetings import gather
from tracker.extraction.parties import find_parties
from tracker.extraction.people import find_people
from tracker.extraction.pipeline import DEFAULT_MODEL, build_documents, kind_of_word, load_pipeline
from tracker.extraction.places import find_places
from tracker.extraction.positions import find_positions
from tracker.extraction.references import find_references
from tracker.extraction.tracks import find_tracks
from tracker.extraction.trips import places_beside, places_of_journeys
from tracker.extraction.user_lexicon import NONE, LexiconError, UserLexicon, merged

EXTRACTOR_VERSION: Final = "1"


class Extractor:
    """Reads articles with one spaCy pipeline and one lexicon; make one and use it for many."""

    def __init__(self, model: str | None = None, user: UserLexicon = NONE, *, calibrated: bool = True) -> None:
        """Load the pipeline and the lexicon.

        Args:
            model: name of an installed spaCy pipeline for English; None for the one that `user` names, else our own.
            user: what a person added to the lexicon.
            calibrated: False leaves the rules' own confidences, from which tools/calibrate.py measures.

        Raises:
            LexiconError: the pipeline is not installed, or lacks a part that the rules need.
        """
        self._nlp = _pipeline(model or user.model or DEFAULT_MODEL, user)
        self._lexicon = merged(lexicons.load(), user)
        self._user = user
        self._calibrated = calibrated
        self._kind_of = kind_of_word(self._nlp)
        self.version = version_with(user)
        """What made the records: changes with the rules and with the person's lexicon."""

    @classmethod
    def configured(cls) -> "Extractor":
        """The extractor with what the person's own lexicon file adds, read now.

        Raises:
            LexiconError: the file cannot be used.
        """
        return cls(user=user_lexicon.load())

    def extract(self, article: Article) -> Record:
        """The record of one article."""
        return next(self.extract_many([article]))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in order, each the same as `extract` of it alone."""
        foreign: list[Record | None] = []

        def english() -> Iterator[Article]:
            for article in articles:
                code = language_of(article.text[article.body_start :])
                foreign.append(None if code in ("en", "und") else _not_read(article, code))
                if foreign[-1] is None:
                    yield article

        at = 0
        for doc in build_documents(english(), self._nlp, self._lexicon):
            while (waiting := foreign[at]) is not None:
                yield waiting
                at += 1
            yield self.record_of(doc)
            at += 1
        yield from (record for record in foreign[at:] if record is not None)

    def record_of(self, doc: Document) -> Record:
        """Run the rules over a parsed article."""
        lexicon = self._lexicon
        wording.use(self._user.words)
        find_parties(doc, lexicon)
        find_people(doc, lexicon, self._kind_of)
        join_known(doc, self._user.persons)
        find_references(doc)
        places = find_places(doc, lexicon)
        find_utterances(doc, lexicon)
        contacts = find_contacts(doc, places)
        places_beside(doc, contacts)
        drafts = gather(doc, contacts)
        places_of_journeys(doc, drafts, places)
        add_leaders(doc, drafts)
        find_attendance(doc, drafts)
        meetings, venues = facts_of(doc, drafts)
        levels = {fact.id: draft.level for fact, draft in zip(meetings, drafts, strict=True)}
        tracks = find_tracks(doc, meetings, lexicon, levels)
        record = Record(_header(doc), persons=doc.persons, tracks=tracks, venues=venues, meetings=meetings)
        record.positions = find_positions(doc, lexicon)
        record.assessments = find_assessments(doc, lexicon, meetings, tracks, record.positions)
        record.claims = find_claims(doc)
        record.parties = _parties(doc, record)
        if self._calibrated:
            calibrate(record)
        record.notes = list(doc.notes)
        if doc.published is None:
            record.notes.append("The article has no date: relative dates stay words.")
        return record


def version_with(user: UserLexicon) -> str:
    """What stands at an article as its extractor: the rules' version, and what a person's lexicon adds to it."""
    return f"{EXTRACTOR_VERSION}+{user.version}" if user.version else EXTRACTOR_VERSION


def _pipeline(model: str, user: UserLexicon) -> Language:
    """The pipeline, or a sentence that says what to do."""
    where = f", which {user.path} names," if user.model == model else ""
    try:
        nlp = load_pipeline(model)
    except OSError:
        raise LexiconError(
            f"The language model {one_line(model)}{where} is not installed; "
            f"install it, or choose another with model = in {user_lexicon.config_path()}."
        ) from None
    missing = [part for part in ("tagger", "parser", "ner") if part not in nlp.pipe_names]
    if missing or nlp.lang != "en":
        lacks = f"has no {' and no '.join(missing)}" if missing else f"is for another language ({nlp.lang})"
        raise LexiconError(f"The language model {one_line(model)}{where} cannot be used: it {lacks}.")
    return nlp


def _header(doc: Document) -> ArticleHeader:
    article = doc.article
    return ArticleHeader(
        article.file, article.sha256, doc.publisher or article.publisher, article.title, article.published, "en"
    )


def _not_read(article: Article, code: str) -> Record:
    header = ArticleHeader(article.file, article.sha256, article.publisher, article.title, article.published, code)
    return Record(header, notes=[f"The article is not in English ({code}): nothing was read from it."])


def _parties(doc: Document, record: Record) -> list[PartyFact]:
    """Parties that some fact refers to, and those the article itself names more than once or by their own name."""
    used = {party for track in record.tracks for party in track.parties}
    used |= {party for meeting in record.meetings for party in meeting.parties}
    used |= {person.party for person in record.persons if person.party}
    used |= {position.holder_party for position in record.positions}
    used |= {party for position in record.positions for party in position.target}
    used |= {assessment.party for assessment in record.assessments if assessment.party}
    return [party for party in doc.parties if party.id in used or party.confidence > 0.9]
