"""The names, nouns and pronouns of an article as plain values: what is needed to tell whom a pronoun stands for.

Everything that asks the parse is here; who means whom is decided in `references` and `discourse`, on these values.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from align.annotate.attributions import innermost
from align.annotate.grammar import labels, syntax
from align.annotate.grammar.participants import antecedent, governing_subject
from align.annotate.references import roles
from align.annotate.references.roles import Role
from align.annotate.statements import Sentence
from align.annotate.words import genders, inflection
from align.annotate.words.genders import Gender, Kind
from align.models import Mention, Quotation, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["name", "noun", "he", "it", "they", "I", "who"]

_PRONOUNS: dict[str, tuple[Form, Gender | None]] = {
    **dict.fromkeys(("he", "him", "his", "himself"), ("he", "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("he", "f")),
    **dict.fromkeys(("it", "its", "itself"), ("it", None)),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), ("they", None)),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("I", None)),
    **dict.fromkeys(("who", "whom", "whose"), ("who", None)),
}  # fmt: skip
_NOUNS = frozenset({"NOUN", "PROPN"})
_WEATHER = frozenset("seem appear turn rain snow take happen look matter follow".split())
_FAMILIES = frozenset({"family", "brother", "sister", "dynasty", "clan", "household"})
_FAR = 60  # words that a relative pronoun may stand behind its noun


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, a noun or a pronoun in its place.

    `head` is the lemma of a noun, the small letters of a pronoun. `position`, `clause` and `subject` (that its clause
    has or shares, for pronouns) count words through the article; `beside` is the position of the phrase that this one
    stands beside for the same thing ("the mayor, Ana Ruiz", "Ruiz is the mayor"), `joined` that of the first of the
    nouns that "and" joins it to. `narrowed` says that more words tell which one is meant; `before` are those between
    article and noun. `quotation` numbers the outermost quotation that it stands in.
    """

    span: Span
    head: str
    form: Form
    kind: Kind
    gender: Gender | None
    plural: bool
    role: Role
    position: int
    clause: int
    subject: int | None
    main: bool
    sentence: int
    paragraph: int
    quotation: int | None = None
    speaker: Span | None = None
    article: str = ""
    before: tuple[str, ...] = ()
    narrowed: bool = False
    beside: int | None = None
    joined: int | None = None
    reflexive: bool = False
    mention: Mention | None = None


def find(sentences: Sequence[Sentence], quoted: Sequence[Quotation]) -> Iterator[Phrase]:
    """The phrases of the sentences of an article, in text order."""
    outer = _outermost(quoted)
    starts = [span.start for span in outer]
    words = 0
    for sentence in sentences:
        yield from _Finder(sentence, words - sentence.words.start, outer, starts).phrases()
        words += len(sentence.words)


def _outermost(quoted: Sequence[Quotation]) -> list[Span]:
    found: list[Span] = []
    for quotation in sorted(quoted, key=lambda q: (q.span.start, -q.span.end)):
        if not found or quotation.span.start >= found[-1].end:
            found.append(quotation.span)
    return found


@dataclass(frozen=True, slots=True)
class _Finder:
    """Finds the phrases of one sentence; `shift` leads from a token's number to its position in the article."""

    sentence: Sentence
    shift: int
    outer: Sequence[Span]
    starts: Sequence[int]

    def phrases(self) -> Iterator[Phrase]:
        words = self.sentence.words
        named = self._names()
        for token, lower, pos in zip(labels.tokens(words), labels.lowered(words), labels.kinds(words), strict=True):
            if token.i in named:
                mention = named[token.i]
                if mention is not None:
                    yield self._name(token, mention)
            elif pos in _NOUNS:
                if lower[0].isalpha() and not roles.is_modifier(token) and not roles.is_capacity(token):
                    yield self._noun(token)
            elif lower in _PRONOUNS and (pos in ("PRON", "DET") or lower != "who"):
                found = self._pronoun(token, lower)
                if found is not None:
                    yield found

    def _names(self) -> dict[int, Mention | None]:
        """The mention that each head word of a name heads; None for the other words of names."""
        found: dict[int, Mention | None] = {}
        tokens = labels.tokens(self.sentence.words)
        places = [token.idx + self.sentence.offset for token in tokens]
        for mention in self.sentence.mentions:
            first = max(0, bisect_right(places, mention.span.start) - 1)
            last = max(first, bisect_right(places, mention.span.end - 1) - 1)
            inside = tokens[first : last + 1]
            head = next((t for t in inside if not inside[0].i <= t.head.i <= inside[-1].i), inside[0])
            found.update((token.i, None) for token in inside)
            found[head.i] = mention
            if mention.title:  # "President" as the head of "President Okafor" is no other person
                start = mention.span.start - len(mention.title) - 2
                found.update(
                    (token.i, None)
                    for token in tokens[max(0, first - 5) : first]
                    if token.idx + self.sentence.offset >= start
                )
        return found

    def _name(self, token: Token, mention: Mention) -> Phrase:
        kind = genders.kind_of_name(mention)
        if kind == "person" and roles.is_modifier(token) and inflection.lemma(token.head) in _FAMILIES:
            kind = "body"  # of "the Okafor family" nobody is "he"
        gender = genders.of_name(mention.text, mention.title) if kind == "person" else None
        return self._phrase(token, mention.span, mention.text, "name", kind, gender, mention=mention)

    def _noun(self, token: Token) -> Phrase:
        lemma = inflection.lemma(token)
        return self._phrase(
            token,
            self._span(token),
            lemma,
            "noun",
            genders.kind_of_noun(lemma),
            genders.of_noun(lemma),
            plural=token.tag_ in ("NNS", "NNPS"),
            article=roles.determiner(token),
            before=tuple(t.lower_ for t in roles.premodifiers(token)),
            narrowed=roles.is_narrowed(token),
        )

    def _pronoun(self, token: Token, lower: str) -> Phrase | None:
        form, gender = _PRONOUNS[lower]
        if form == "it" and (syntax.is_expletive(token) or _is_empty(token)):
            return None
        if form == "who" and token.tag_ not in ("WP", "WP$", "WDT"):
            return None
        kind: Kind = "thing" if form in ("it", "they") else "person"
        return self._phrase(
            token, self._span(token), lower, form, kind, gender, plural=form == "they", reflexive="sel" in lower
        )

    def _span(self, token: Token) -> Span:
        start = token.idx + self.sentence.offset
        return Span(start, start + len(token))

    def _phrase(
        self,
        token: Token,
        span: Span,
        head: str,
        form: Form,
        kind: Kind,
        gender: Gender | None,
        *,
        plural: bool = False,
        article: str = "",
        before: tuple[str, ...] = (),
        narrowed: bool = False,
        reflexive: bool = False,
        mention: Mention | None = None,
    ) -> Phrase:
        # the clause of a copular noun is its own, that of its subject the same
        clause = syntax.clause_of(token)
        place = bisect_right(self.starts, span.start) - 1
        inside = place >= 0 and span.end <= self.outer[place].end
        return Phrase(
            span=span,
            head=head,
            form=form,
            kind=kind,
            gender=gender,
            plural=plural,
            role=roles.role(token),
            position=token.i + self.shift,
            clause=clause.i + self.shift,
            subject=self._subject(clause, token) if form in ("he", "it", "they") else None,
            main=syntax.clause_kind(clause) in ("root", None),
            sentence=self.sentence.number,
            paragraph=self.sentence.paragraph,
            quotation=place if inside else None,
            speaker=self._speaker(span),
            article=article,
            before=before,
            narrowed=narrowed,
            beside=self._beside(token),
            joined=self._joined(token) if form in ("name", "noun") else None,
            reflexive=reflexive,
            mention=mention,
        )

    def _subject(self, clause: Token, token: Token) -> int | None:
        """Where the subject stands that the clause of `token` has or shares."""
        found = governing_subject(clause)
        return None if found is None or found.i == token.i else found.i + self.shift

    def _speaker(self, span: Span) -> Span | None:
        """Who is credited with the words around `span`, by the place of the speaker's words."""
        credit = innermost(self.sentence.credits, span) if self.sentence.credits else None
        return None if credit is None else credit.attribution.speaker_span

    def _joined(self, token: Token) -> int | None:
        """Where the first of the nouns stands that "and" joins `token` to; None where it is alone."""
        first = syntax.first_conjunct(token)
        return first.i + self.shift if first.i != token.i or syntax.conjuncts(token) else None

    def _beside(self, token: Token) -> int | None:
        """The position of the noun that `token` is only another word for."""
        above = roles.is_beside(token)
        if above is None and token.tag_ in ("WP", "WP$", "WDT"):
            noun = antecedent(token)
            above = noun if noun.i != token.i and token.i - noun.i < _FAR else None
        if above is None and token.pos_ in _NOUNS:
            above = syntax.subject(token) if syntax.copula(token) is not None else roles.become(token)
        return None if above is None else above.i + self.shift


def _is_empty(token: Token) -> bool:
    """CASE: "it" in "it seems that", "it is clear that", "it rained" stands for nothing."""
    if token.lower_ != "it" or roles.role(token) != "subject":
        return False
    head = token.head
    if inflection.lemma(head) in _WEATHER:
        return True
    return head.pos_ in ("ADJ", "NOUN", "ADV") and any(
        clause.kind in ("ccomp", "csubj", "xcomp", "advcl", "acl", "relcl") for clause in syntax.clauses_below(head)
    )
