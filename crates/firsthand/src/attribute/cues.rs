//! Joins cues to sources, and nests the hops of one sentence.

use std::ops::Range;

use super::View;
use super::candidates::{self, Candidate};
use super::clause;
use super::content;
use super::noun;
use super::people::People;
use super::turkic;
use super::unlisted;
use super::widen;
use crate::lexicon::{Lexicon, List, Match};
use crate::model::{Attribution, AttributionKind, Bearing, Force, Grounds, Language, Place, Probability, SourceKind};
use crate::reading::{CUES, Sentence};

/// A cue and who it credits.
struct Link {
    cue: Match,
    /// Index of the candidate; `None` for a pronoun, whose token is `pronoun`. Of a relative pronoun both are known.
    candidate: Option<usize>,
    pronoun: Option<usize>,
    deeper: bool,
}

/// The attributions of one sentence. `base` is how many the document has so far: `within` counts from its start.
pub(super) fn join(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    base: usize,
    view: View,
) -> Vec<Attribution> {
    let unlisted = unlisted::last_verbs(sentence);
    let mut links = links(sentence, candidates, people, &unlisted);
    let mut free: Vec<bool> = vec![true; candidates.len()];
    links.iter().filter_map(|l| l.candidate).for_each(|c| free[c] = false);
    links.sort_by_key(|l| position(l, candidates));
    let told_us = speaks_to_us(sentence);
    let mut found: Vec<Found> = Vec::new();
    for link in &links {
        let mut attribution = credited(sentence, candidates, people, link, told_us);
        // Who is a source is called by the name alone; who is shown to have said it, with all that describes them.
        if let (View::Ascriptions, Some(c), None) = (view, link.candidate, link.pronoun) {
            attribution.source = vec![widen::place(sentence, candidates, &candidates[c])];
        }
        let told = told_by(sentence, candidates, link);
        found.push(Found { start: position(link, candidates), deeper: link.deeper, told, attribution });
    }
    if let Some(said) = unlisted::before_colon(sentence, candidates, &free) {
        said.index.into_iter().for_each(|index| free[index] = false);
        found.push(before_colon(sentence, candidates, said));
    }
    for (candidate, _) in candidates.iter().zip(&free).filter(|(_, free)| **free) {
        found.extend(uncued(sentence, candidate).map(|a| Found::bare(candidate.start, a)));
    }
    found.extend(own_earlier(sentence).map(|a| Found::bare(0, a)));
    found.sort_by_key(|f| f.start);
    let unread_paper = |a: &Attribution| a.rule == "named" && a.source_kind == SourceKind::Document;
    let bare = |a: &Attribution| a.cue.is_empty() && a.rule == "named" && unlisted::reads(sentence.language);
    if found.iter().all(|f| unread_paper(&f.attribution) || bare(&f.attribution)) {
        found.extend(impersonal(sentence, &unlisted).map(|a| Found::bare(0, a)));
    }
    if found.iter().all(|f| f.attribution.cue.is_empty()) && !sentence.asks() {
        found.extend(unnamed_subject(sentence, people, &unlisted));
    }
    let contents = content::of(sentence, found.iter().map(|f| &f.attribution));
    nest(&mut found, base);
    found.into_iter().map(|f| content::fill(sentence, f.attribution, &f.told, &contents)).collect()
}

/// An attribution in the making.
struct Found {
    /// Token at which it stands in the order of the sentence.
    start: usize,
    deeper: bool,
    /// Token ranges of what was told, where the clause shows them.
    told: Vec<Range<usize>>,
    attribution: Attribution,
}

impl Found {
    fn bare(start: usize, attribution: Attribution) -> Self {
        Self { start, deeper: false, told: Vec::new(), attribution }
    }
}

/// "Mayor Ruiz: “…”": the credit of who stands before a colon.
fn before_colon(sentence: &Sentence<'_>, candidates: &[Candidate], said: unlisted::Said) -> Found {
    let cue: Vec<Place> = said.cue.map(|cue| sentence.place(cue.start, cue.end)).into_iter().collect();
    let source = vec![widen::place(sentence, candidates, &said.speaker)];
    let base = of_candidate(sentence, &said.speaker);
    let attribution = Attribution { source, cue, rule: "clause", ..base };
    Found { start: said.speaker.start, deeper: false, told: vec![said.told], attribution }
}

/// What the clause shows to be told: by the place of a verb, or all that a set phrase leaves.
fn told_by(sentence: &Sentence<'_>, candidates: &[Candidate], link: &Link) -> Vec<Range<usize>> {
    if !clause::reads(sentence) {
        return Vec::new();
    }
    let source = link.candidate.map(|c| candidates[c].start..candidates[c].end);
    let source = source.or(link.pronoun.map(|p| p..p + 1));
    match link.cue.list {
        List::Say | List::Told | List::Report | List::Deny | List::Confirm | List::Impersonal => {
            clause::content(sentence, &link.cue, source.as_ref())
        }
        _ => clause::content_of_phrase(sentence, &link.cue, source.as_ref()),
    }
}

fn position(link: &Link, candidates: &[Candidate]) -> usize {
    link.candidate.map_or_else(|| link.pronoun.unwrap_or(link.cue.start), |c| candidates[c].start)
}

/// Cue kinds in the order in which they take their sources: set phrases know theirs, verbs take what is left.
const ORDER: [List; 12] = [
    List::RelayThenSource,
    List::SourceThenRelay,
    List::RestsOn,
    List::Author,
    List::CueThenSource,
    List::SourceThenCue,
    List::Told,
    List::Deny,
    List::Confirm,
    List::Report,
    List::Say,
    List::Saw,
];

fn links(sentence: &Sentence<'_>, candidates: &[Candidate], people: &People, unlisted: &[Match]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    if sentence.asks() {
        return links;
    }
    let mut used_tokens = vec![false; sentence.tokens.len()];
    let mut used = vec![false; candidates.len()];
    for list in ORDER {
        // Who says that they saw is credited by the verb of saying.
        if list == List::Saw && !links.is_empty() && clause::reads(sentence) {
            break;
        }
        for cue in sentence.matches.iter().chain(unlisted).filter(|m| m.list == list).map(first_part) {
            let cue = &cue;
            let quoted = sentence.quoted[cue.start] && !clause::breaks_quotation(sentence, cue);
            let taken = cue.tokens().any(|i| used_tokens[i]) || quoted || is_occasion(sentence, cue);
            if taken
                || inside_candidate(cue, candidates)
                || is_negated(sentence, cue)
                || turkic::is_no_verb(sentence, cue) && !turkic::is_nominal(sentence, cue.end)
            {
                continue;
            }
            let mut found = sources_of(sentence, candidates, people, cue, &used);
            found.retain(|l| l.candidate.is_none_or(|c| !is_addressee(sentence, &candidates[c], cue)));
            if !found.is_empty() {
                cue.tokens().for_each(|i| used_tokens[i] = true);
            }
            found.iter().filter_map(|l| l.candidate).for_each(|c| used[c] = true);
            links.extend(found);
        }
    }
    links.extend(passives(sentence, candidates, unlisted, &mut used_tokens));
    for cue in unlisted::behind_quotation(sentence, candidates, &used_tokens) {
        links.extend(subject(sentence, candidates, people, &cue, &used));
    }
    share_subjects(sentence, candidates, unlisted, &mut links, &mut used_tokens);
    links
}

/// "“…” dedi": where verbs stand last a subject may be left to the sentence before.
fn unnamed_subject(sentence: &Sentence<'_>, people: &People, unlisted: &[Match]) -> Option<Found> {
    let says = |m: &&Match| {
        let word = &sentence.tokens[m.end - 1].folded;
        m.list == List::Say
            && !sentence.quoted[m.start]
            && unlisted::closes_quotation(sentence, m)
            && turkic::is_finite(word)
    };
    let cue = sentence.matches.iter().chain(unlisted).filter(says).find(|m| !is_negated(sentence, m))?;
    let base = of_pronoun(sentence, people, cue.start);
    let places = vec![sentence.place(cue.start, cue.end)];
    let attribution = Attribution { source: Vec::new(), cue: places, rule: "verb", force: Force::Holds, ..base };
    Some(Found { start: 0, deeper: false, told: clause::content(sentence, cue, None), attribution })
}

/// "İddianamede … belirtiliyor", "у звіті зазначено": the paper that a passive verb takes for its speaker.
fn passives(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    unlisted: &[Match],
    used_tokens: &mut [bool],
) -> Vec<Link> {
    let mut links = Vec::new();
    for cue in sentence.matches.iter().chain(unlisted).filter(|m| m.list == List::Impersonal) {
        let speaker = candidates.iter().position(|c| c.speaks.contains(&cue.start));
        if speaker.is_some() && !cue.tokens().any(|i| used_tokens[i]) {
            cue.tokens().for_each(|i| used_tokens[i] = true);
            links.push(Link { cue: *cue, candidate: speaker, pronoun: None, deeper: false });
        }
    }
    links
}

/// "X … söylüyor, … anımsatıyor": where verbs stand last, one without a subject has that of the verb before.
fn share_subjects(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    unlisted: &[Match],
    links: &mut Vec<Link>,
    used_tokens: &mut [bool],
) {
    if !clause::is_verb_final(sentence.language) {
        return;
    }
    let is_verb = |m: &Match| matches!(m.list, List::Say | List::Told | List::Report | List::Deny | List::Confirm);
    for cue in sentence.matches.iter().chain(unlisted).filter(|m| is_verb(m)) {
        let noun = turkic::describes(sentence, cue.end);
        let free = !cue.tokens().any(|i| used_tokens[i] || sentence.quoted[i]);
        let noun = noun || turkic::is_no_verb(sentence, cue);
        if noun || !free || inside_candidate(cue, candidates) || is_negated(sentence, cue) {
            continue;
        }
        let leads = |l: &&Link| is_verb(&l.cue) && l.cue.end <= cue.start && !turkic::is_nominal(sentence, l.cue.end);
        let Some(before) = links.iter().filter(leads).max_by_key(|l| l.cue.start) else { continue };
        let (candidate, pronoun) = (before.candidate, before.pronoun);
        cue.tokens().for_each(|i| used_tokens[i] = true);
        links.push(Link { cue: *cue, candidate, pronoun, deeper: false });
    }
}

/// Of a cue in two parts ("teilte … mit") the source stands near the first.
fn first_part(cue: &Match) -> Match {
    // "atribuye la advertencia a la hidróloga": whom a relay phrase brings stands behind its second part.
    if matches!(cue.list, List::RelayThenSource | List::CueThenSource) {
        return *cue;
    }
    Match { end: cue.gap.map_or(cue.end, |(first, _)| first), ..*cue }
}

/// "In an interview with X" beside a verb of telling: the verb is the cue.
fn is_occasion(sentence: &Sentence<'_>, cue: &Match) -> bool {
    let verb =
        |m: &Match| matches!(m.list, List::Say | List::Told) && m.start != cue.start && !sentence.quoted[m.start];
    clause::reads(sentence) && clause::is_occasion(sentence, cue) && sentence.matches.iter().any(verb)
}

/// "a report that the canton has not published": what is not said is no credit. Set phrases cannot be negated.
fn is_negated(sentence: &Sentence<'_>, cue: &Match) -> bool {
    const REACH: usize = 3;
    let verb = matches!(cue.list, List::Say | List::Report | List::Told | List::Saw | List::Confirm);
    let mut before = cue.start.saturating_sub(REACH)..cue.start;
    if clause::is_verb_final(sentence.language) {
        // "… olmadığını söyledi": what stands before is what was told, and the verb has its negation in its ending.
        before.start = cue.start;
    }
    if clause::reads(sentence) {
        // "… короче не будет, говорят эксперты": what a mark parts from the verb does not negate it.
        let mark = before.clone().rev().find(|&i| !sentence.tokens[i].is_word());
        before.start = mark.unwrap_or(before.start);
    }
    verb && (negates_at_end(sentence, cue)
        || before.chain(cue.end..=cue.end).any(|i| sentence.is(i, List::Negation.bit()) && !sentence.quoted[i]))
}

/// "Verrät der Konzern nicht.": German negates at the end of the clause. Who does not confirm says so.
fn negates_at_end(sentence: &Sentence<'_>, cue: &Match) -> bool {
    const REACH: usize = 4;
    let limit = sentence.tokens.len().min(cue.end + REACH);
    let mark = (cue.end..limit).find(|&i| !sentence.tokens[i].is_word());
    let last = mark.filter(|&i| i > cue.end && sentence.language == Language::German && cue.list != List::Confirm);
    last.is_some_and(|i| sentence.is(i - 1, List::Negation.bit()) && !sentence.quoted[i - 1])
}

/// "Лескову сообщили", "Лескову передали деньги": one who stands in the dative before a verb in the plural is told, or is
/// given something, and says nothing.
fn is_addressee(sentence: &Sentence<'_>, candidate: &Candidate, cue: &Match) -> bool {
    let cyrillic = matches!(sentence.language, Language::Russian | Language::Ukrainian);
    let ends = |at: usize, endings: &[&str]| endings.iter().any(|e| sentence.tokens[at].folded.ends_with(e));
    let one = candidate.kind == SourceKind::Person && candidate.count == 1 && candidate.end <= cue.start;
    cyrillic && one && ends(candidate.end - 1, &["у", "ю", "ові", "еві"]) && ends(cue.start, &["ли"])
}

/// "the report" inside a source phrase is a noun there, not the verb of a cue.
fn inside_candidate(cue: &Match, candidates: &[Candidate]) -> bool {
    candidates.iter().any(|c| c.start <= cue.start && cue.end <= c.end)
}

/// How far a set phrase looks for its source, in tokens: an article, an adjective and a mark.
const REACH_OF_PHRASE: usize = 4;
/// How far a verb looks back for its subject: an apposition and a day stand between.
const REACH_OF_VERB: usize = 12;
/// In verb-final languages the quotation stands between subject and verb.
const REACH_OVER_QUOTE: usize = 60;

fn sources_of(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    cue: &Match,
    used: &[bool],
) -> Vec<Link> {
    let after = |reach| nearest_after(sentence, candidates, cue, used, reach);
    let before = |reach| nearest_before(sentence, candidates, cue, used, reach);
    let deeper = matches!(cue.list, List::RelayThenSource | List::SourceThenRelay | List::RestsOn | List::Author);
    let link = |c| Link { cue: *cue, candidate: Some(c), pronoun: None, deeper };
    match cue.list {
        List::RelayThenSource | List::CueThenSource => {
            if let Some((meant, pronoun)) = before_relative(sentence, candidates, cue) {
                return vec![Link { pronoun: Some(pronoun), ..link(meant) }];
            }
            let own = candidates.iter().position(|c| c.speaks.contains(&cue.start));
            let own = own.or_else(|| in_bracket(sentence, candidates, cue));
            // ", so Osswin,": behind a bare "so" the source follows at once.
            let reach = if sentence.tokens[cue.start].is_word() { REACH_OF_PHRASE } else { 0 };
            // "Selon nos informations, la banque …": behind a comma the sentence goes on.
            let comma = |c: usize| (cue.end..candidates[c].start).any(|i| sentence.tokens[i].is_mark(','));
            let first = own.or_else(|| after(reach).filter(|&c| !comma(c)));
            let Some(first) = first else { return Vec::new() };
            if let Some(speaker) = speaker_behind(sentence, candidates, cue, &link(first)) {
                return vec![link(first), link(speaker)];
            }
            coordinated(sentence, candidates, first).into_iter().map(link).collect()
        }
        List::SourceThenCue => match possessive(sentence, people, cue) {
            Some(pronoun) => vec![Link { cue: *cue, candidate: None, pronoun: Some(pronoun), deeper: false }],
            None => before(REACH_OF_PHRASE).map(link).into_iter().collect(),
        },
        List::SourceThenRelay => before(REACH_OF_PHRASE).map(link).into_iter().collect(),
        List::RestsOn => after(REACH_OF_PHRASE).filter(|&c| passes_on(&candidates[c])).map(link).into_iter().collect(),
        List::Author => author(sentence, candidates, cue, used).map(link).into_iter().collect(),
        List::Told => told(sentence, candidates, people, cue, used),
        _ => told_on_occasion(sentence, candidates, people, cue, used),
    }
}

/// "The association, according to which", «соседи, по словам которых»: who stands right before the comma, and the pronoun.
fn before_relative(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match) -> Option<(usize, usize)> {
    let comma = cue.start.checked_sub(1).filter(|&i| sentence.tokens[i].is_mark(','))?;
    let meant = candidates.iter().position(|c| c.end == comma)?;
    let pronoun = sentence.matches.iter().find(|m| m.list == List::Relative && m.start == cue.end)?;
    Some((meant, pronoun.end - 1))
}

/// "За його словами", "onun sözlərinə görə": the pronoun in a set phrase, or right before it, whose meaning is known.
fn possessive(sentence: &Sentence<'_>, people: &People, cue: &Match) -> Option<usize> {
    let stands = |i: &usize| sentence.is(*i, List::Possessive.bit()) && !sentence.quoted[*i];
    (cue.start.saturating_sub(1)..cue.end).find(stands).filter(|_| people.last().is_some())
}

/// "Der sich auf einen Beamten beruft": a verb that stands last has whom it brings between its parts.
fn in_bracket(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match) -> Option<usize> {
    let (first, second) = cue.gap.filter(|_| sentence.language == Language::German)?;
    let verb = !sentence.is(second, List::Preposition.bit());
    candidates.iter().position(|c| verb && first <= c.start && c.end <= second)
}

/// "A report by the shipyard, written by the engineer X": who made a paper stands behind it. Of anything else nobody is
/// the author for us.
fn author(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match, used: &[bool]) -> Option<usize> {
    // The paper's own body and a date may stand between the two.
    const REACH: usize = 12;
    let verb_final = clause::is_verb_final(sentence.language);
    let somebody = |c: usize| matches!(candidates[c].kind, SourceKind::Person | SourceKind::Anonymous);
    let paper = |c: &&Candidate| {
        c.kind == SourceKind::Document
            && if verb_final {
                c.start >= cue.end && c.start - cue.end <= REACH
            } else {
                c.end <= cue.start && cue.start - c.end <= REACH
            }
    };
    candidates.iter().find(paper)?;
    let found = if verb_final {
        nearest_before(sentence, candidates, cue, used, REACH_OF_PHRASE)
    } else {
        nearest_after(sentence, candidates, cue, used, REACH_OF_PHRASE)
    };
    found.filter(|&c| somebody(c))
}

/// What a finding can rest on: a paper, another outlet, somebody nameless.
fn passes_on(candidate: &Candidate) -> bool {
    matches!(candidate.kind, SourceKind::Document | SourceKind::Outlet | SourceKind::Anonymous)
}

/// "Рассказал «Маяку» сотрудник порта": where the language has cases, of an outlet right behind the verb and somebody
/// right behind the outlet it is the outlet that was told.
fn speaker_behind(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match, link: &Link) -> Option<usize> {
    const REACH: usize = 2;
    let listener = link.candidate.filter(|&c| candidates[c].kind == SourceKind::Outlet)?;
    let next = candidates.get(listener + 1)?;
    let (told, near) = (candidates[listener].start >= cue.end, next.start <= candidates[listener].end + REACH);
    let marks_only = (candidates[listener].end..next.start).all(|i| clause::is_quote(&sentence.tokens[i]));
    let somebody = matches!(next.kind, SourceKind::Person | SourceKind::Anonymous);
    let cases = Lexicon::of(sentence.language).holds(List::Adjective);
    (cases && told && near && marks_only && somebody).then_some(listener + 1)
}

/// "X said in an interview with Y": X speaks, and where Y is another outlet, through it.
fn told_on_occasion(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    cue: &Match,
    used: &[bool],
) -> Vec<Link> {
    let mut links: Vec<Link> = subject(sentence, candidates, people, cue, used).into_iter().collect();
    if let Some(speaker) = links.first().and_then(|l| speaker_behind(sentence, candidates, cue, l)) {
        let listener = links[0].candidate;
        links[0].candidate = Some(speaker);
        links.extend(through(candidates, listener, cue, &links));
        return links;
    }
    let occasion = sentence.matches.iter().find(|m| m.list == List::Told && clause::is_occasion(sentence, m));
    let Some(occasion) = occasion.filter(|_| cue.list == List::Say && clause::reads(sentence)) else { return links };
    let listener = nearest_after(sentence, candidates, occasion, used, REACH_OF_PHRASE);
    links.extend(through(candidates, listener, cue, &links));
    links
}

/// The link to an outlet that was told, unless it is the speaker.
fn through(candidates: &[Candidate], listener: Option<usize>, cue: &Match, speaker: &[Link]) -> Option<Link> {
    let outlet = listener.filter(|&c| candidates[c].kind == SourceKind::Outlet);
    let other = outlet.filter(|&c| speaker.iter().all(|link| link.candidate != Some(c)))?;
    Some(Link { cue: *cue, candidate: Some(other), pronoun: None, deeper: false })
}

/// "X told Y": X speaks; where Y is another outlet, the words come through it.
fn told(sentence: &Sentence<'_>, candidates: &[Candidate], people: &People, cue: &Match, used: &[bool]) -> Vec<Link> {
    let mut links: Vec<Link> = subject(sentence, candidates, people, cue, used).into_iter().collect();
    let listener = nearest_after(sentence, candidates, cue, used, REACH_OF_PHRASE);
    links.extend(through(candidates, listener, cue, &links).or_else(|| asked_by(candidates, listener, cue, &links)));
    links
}

/// "The Gazette spoke to a deckhand": of whom an outlet speaks with it has what it tells.
fn asked_by(candidates: &[Candidate], listener: Option<usize>, cue: &Match, speaker: &[Link]) -> Option<Link> {
    let asks = |c: usize| candidates[c].kind == SourceKind::Outlet;
    let [Link { candidate: Some(outlet), .. }] = speaker else { return None };
    let somebody = listener.filter(|&c| {
        c != *outlet
            && matches!(candidates[c].kind, SourceKind::Person | SourceKind::Anonymous | SourceKind::Institution)
    })?;
    asks(*outlet).then_some(Link { cue: *cue, candidate: Some(somebody), pronoun: None, deeper: true })
}

/// The subject of a verb: before it, or right after it where the order is inverted.
fn subject(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    cue: &Match,
    used: &[bool],
) -> Option<Link> {
    // "Talvaz-Press reports, citing …" in Talvaz-Press: the verb is the outlet's own.
    const REACH_OF_OWN_NAME: usize = 2;
    let itself = sentence.names_itself_near(cue.start, cue.end, REACH_OF_OWN_NAME);
    if turkic::is_nominal(sentence, cue.end) {
        let candidate = turkic::possessor(sentence, candidates, cue)?;
        return Some(Link { cue: *cue, candidate: Some(candidate), pronoun: None, deeper: false });
    }
    let speaker = candidates.iter().position(|c| c.speaks.contains(&cue.start) && !is_whose(sentence, c));
    let told = cue.list == List::Told || speaker.is_some() && noun::inflects(sentence);
    if let Some(p) = cue.tokens().find(|&i| ends_in_pronoun(&sentence.tokens[i].folded)) {
        return people.last().map(|_| Link { cue: *cue, candidate: None, pronoun: Some(p), deeper: false });
    }
    if let Some(speaker) = tells_own_outlet(sentence, candidates, cue) {
        return Some(Link { cue: *cue, candidate: Some(speaker), pronoun: None, deeper: false });
    }
    if itself && !told && !is_listener(sentence, cue) {
        return None;
    }
    let verb_final = clause::is_verb_final(sentence.language);
    // "MNS'nin haberine göre savcı … söyledi": the outlet of a set phrase is not the subject of the verb behind.
    let person =
        |c: usize| candidates[c..].iter().any(|p| p.kind == SourceKind::Person && p.named && p.end <= cue.start);
    let relays = |c: usize| verb_final && used[c] && candidates[c].kind == SourceKind::Outlet && person(c);
    let behind = verb_final && stands_behind(sentence, candidates, cue);
    let speaker = speaker.filter(|&c| !behind && !relays(c));
    if let Some(speaker) = speaker {
        return Some(Link { cue: *cue, candidate: Some(speaker), pronoun: None, deeper: false });
    }
    let reach = if verb_final { REACH_OVER_QUOTE } else { REACH_OF_VERB };
    let before = nearest_before(sentence, candidates, cue, used, reach);
    // English puts an inverted subject right after its verb; elsewhere a day or a place may stand between:
    // "berichtete am Dienstag die Website".
    let inverted_reach = if sentence.language == Language::English { 1 } else { 4 };
    // Who sees stands before the verb: "photographed a paper kite" has no outlet for its subject. Nor is whom somebody told.
    let names_listener = sentence.language == Language::English && cue.list == List::Told;
    let inverts = cue.list != List::Saw && !names_listener && (!verb_final || behind);
    let after = if inverts { nearest_after(sentence, candidates, cue, used, inverted_reach) } else { None };
    let after = after.filter(|&c| !(cue.end..candidates[c].start).any(|i| sentence.is(i, List::Conjunction.bit())));
    // «Компанія "Дністробуд" оголосила»: the mark before the verb closes the name of its subject.
    let named = sentence.language == Language::Ukrainian && candidates.iter().any(|c| c.end == cue.start && c.named);
    let inverted = cue.start == 0 || !sentence.tokens[cue.start - 1].is_word() && !named;
    let found = if inverted { after.or(before) } else { before.or(after) };
    let pronoun = pronoun_beside(sentence, cue).filter(|_| people.last().is_some());
    let nearer = |c: usize| pronoun.is_none_or(|p| distance(&candidates[c], cue) <= p.abs_diff(cue.start));
    match found.filter(|&c| nearer(c)) {
        Some(c) => Some(Link { cue: *cue, candidate: Some(c), pronoun: None, deeper: false }),
        None => pronoun.map(|p| Link { cue: *cue, candidate: None, pronoun: Some(p), deeper: false }),
    }
}

/// "…, yazır qəzet", "“…” diyor Hacı Dursun": where verbs stand last, who speaks may follow right behind one at the end of
/// the sentence.
fn stands_behind(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match) -> bool {
    let mark = cue.start > 0 && !sentence.tokens[cue.start - 1].is_word();
    mark && candidates.iter().any(|c| c.start == cue.end && c.end + 1 >= sentence.tokens.len())
}

/// «Рассказал "Вестнику" сотрудник порта», "indique au Fédéral la porte-parole": somebody right behind the article's own
/// outlet, and the outlet right behind the verb, told it.
fn tells_own_outlet(sentence: &Sentence<'_>, candidates: &[Candidate], cue: &Match) -> Option<usize> {
    const REACH: usize = 2;
    let near = |from: usize, to: usize| to >= from && to - from <= REACH;
    let mentions = sentence.mentions.iter().filter(|m| Some(m.outlet) == sentence.own).map(|m| m.start..m.end);
    let nouns = sentence.matches.iter().filter(|m| m.list == List::OwnOutlet).map(|m| m.start..m.end);
    let own = mentions.chain(nouns).find(|own| near(cue.end, own.start))?;
    let somebody =
        |c: &Candidate| matches!(c.kind, SourceKind::Person | SourceKind::Anonymous | SourceKind::Institution);
    let no_comma = |c: &Candidate| (own.end..c.start).all(|i| !sentence.tokens[i].is_mark(','));
    candidates.iter().position(|c| somebody(c) && near(own.end, c.start) && no_comma(c))
}

/// "A confirmé mardi à Radio Causses" in Radio Causses: behind a preposition the outlet is who was told.
fn is_listener(sentence: &Sentence<'_>, cue: &Match) -> bool {
    let own = sentence.mentions.iter().find(|m| Some(m.outlet) == sentence.own && m.start >= cue.end);
    own.is_some_and(|m| m.start > 0 && sentence.is(m.start - 1, List::Preposition.bit()))
}

/// "Dit-il", "a-t-elle": a French verb that has its subject in itself.
fn ends_in_pronoun(folded: &str) -> bool {
    folded.rsplit_once('-').is_some_and(|(_, last)| matches!(last, "il" | "elle" | "ils" | "elles"))
}

fn pronoun_beside(sentence: &Sentence<'_>, cue: &Match) -> Option<usize> {
    let near = [cue.start.checked_sub(1), cue.start.checked_sub(2), Some(cue.end)];
    near.into_iter().flatten().find(|&i| sentence.is(i, List::ThirdPerson.bit()) && !sentence.quoted[i])
}

fn distance(candidate: &Candidate, cue: &Match) -> usize {
    if candidate.end <= cue.start { cue.start - candidate.end } else { candidate.start.saturating_sub(cue.end) }
}

fn nearest_after(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    cue: &Match,
    used: &[bool],
    reach: usize,
) -> Option<usize> {
    let near = |c: &Candidate| c.start >= cue.end && c.start - cue.end <= reach && same_side(sentence, c, cue);
    (0..candidates.len()).find(|&i| !used[i] && near(&candidates[i]))
}

fn nearest_before(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    cue: &Match,
    used: &[bool],
    reach: usize,
) -> Option<usize> {
    let near = |c: &Candidate| c.end <= cue.start && cue.start - c.end <= reach && same_side(sentence, c, cue);
    let can_speak = |c: &Candidate| {
        !after_preposition(sentence, c) && !is_whose(sentence, c) && !turkic::is_oblique(sentence, c, cue)
    };
    (0..candidates.len()).rev().find(|&i| !used[i] && near(&candidates[i]) && can_speak(&candidates[i]))
}

/// "In der Antwort auf die Anfrage des Abgeordneten räumt das Amt ein": in German a phrase that "des" opens says whose
/// something is.
fn is_whose(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let genitive = matches!(sentence.tokens[candidate.start].folded.as_str(), "des" | "eines" | "dieses" | "jenes");
    sentence.language == Language::German && genitive
}

/// Who is named inside a quotation does not speak the cue outside it.
fn same_side(sentence: &Sentence<'_>, candidate: &Candidate, cue: &Match) -> bool {
    let is_quote = |i: usize| matches!(sentence.tokens[i].folded.as_str(), "«" | "“" | "„" | "»" | "\"");
    // «Маяк»: an outlet's name in quotation marks of its own is no quotation.
    let opens = is_quote(candidate.start) || candidate.start > 0 && is_quote(candidate.start - 1);
    let name = matches!(candidate.kind, SourceKind::Outlet | SourceKind::Institution) && candidate.named && opens;
    name || sentence.quoted[candidate.start] == sentence.quoted[cue.start]
}

/// "in the district clinic", "of the ministry": what follows a preposition is not the subject of a verb. Languages
/// that put cases on the noun have few prepositions, and lose little.
fn after_preposition(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    // Where the verb stands last, the list holds postpositions: they belong to what stands before them.
    candidate.start > 0
        && !(clause::reads(sentence) && clause::is_verb_final(sentence.language))
        && sentence.is(candidate.start - 1, List::Preposition.bit())
        && !sentence.is(candidate.start - 1, CUES)
}

/// "Lovber.info and Talvaz-Press": candidates of the same kind that only commas and conjunctions part.
fn coordinated(sentence: &Sentence<'_>, candidates: &[Candidate], first: usize) -> Vec<usize> {
    let mut group = vec![first];
    for next in first + 1..candidates.len() {
        let gap = candidates[next - 1].end..candidates[next].start;
        let joined = !gap.is_empty()
            && gap.len() <= 2
            && gap.into_iter().all(|i| sentence.is(i, List::Conjunction.bit()) || sentence.tokens[i].is_mark(','));
        if !joined || candidates[next].kind != candidates[first].kind {
            break;
        }
        group.push(next);
    }
    group
}

fn credited(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    link: &Link,
    told_us: bool,
) -> Attribution {
    let pronoun = link.pronoun.filter(|p| link.cue.list == List::SourceThenCue && link.cue.tokens().any(|i| i == *p));
    let cue = pronoun.map_or_else(|| cue_places(sentence, &link.cue), |p| cue_around(sentence, &link.cue, p));
    let confidence = Probability::new(if link.pronoun.is_some() { 0.6 } else { 0.8 });
    let base = match link.candidate {
        Some(c) => {
            let base = of_candidate(sentence, &candidates[c]);
            // A relative pronoun stands for whom it means.
            let source = link.pronoun.map_or_else(|| base.source.clone(), |p| vec![sentence.place(p, p + 1)]);
            Attribution { source, ..base }
        }
        None => of_pronoun(sentence, people, link.pronoun.unwrap_or(link.cue.start)),
    };
    let told_us = told_us && !matches!(base.source_kind, SourceKind::Outlet | SourceKind::Collective);
    let rule = match link.cue.list {
        List::RelayThenSource | List::SourceThenRelay => "relay-phrase",
        List::CueThenSource | List::SourceThenCue => "set-phrase",
        List::RestsOn => "rests-on",
        List::Author => "author",
        List::Saw => "observation",
        _ => "verb",
    };
    let bearing = bearing(sentence, link.cue.list);
    // Who is only seen at something ("a farmer photographed the barn") is nobody's source.
    let tells = link.cue.list != List::Saw;
    let nobody =
        |c: &Candidate| candidates::is_somebody(sentence, c) || told_us && candidates::holds_no_office(sentence, c);
    let nameless = link.candidate.is_some_and(|c| tells && nobody(&candidates[c]));
    let source_kind = if nameless { SourceKind::Anonymous } else { base.source_kind };
    Attribution { cue, source_kind, told_us, bearing, rule, confidence, ..base }
}

/// The words of a set phrase on both sides of the pronoun in it.
fn cue_around(sentence: &Sentence<'_>, cue: &Match, pronoun: usize) -> Vec<Place> {
    let sides = [(cue.start, pronoun), (pronoun + 1, cue.end)];
    sides.into_iter().filter(|(start, end)| start < end).map(|(start, end)| sentence.place(start, end)).collect()
}

/// Where the cue stands: both parts of "fügte … hinzu", and of "told the paper" the verb alone.
fn cue_places(sentence: &Sentence<'_>, cue: &Match) -> Vec<Place> {
    if !clause::reads(sentence) {
        return vec![sentence.place(cue.start, cue.end)];
    }
    // "Dowiedział się ~ od": whom it brings stands behind the second part.
    if let Some((a, b)) = cue.gap.filter(|_| matches!(cue.list, List::RelayThenSource | List::CueThenSource)) {
        return vec![sentence.place(cue.start, a), sentence.place(b, cue.end)];
    }
    // "Postası'nın haberine göre": the ending behind the apostrophe is the source's.
    let suffix = cue.start > 0 && cue.end - cue.start > 1 && sentence.tokens[cue.start - 1].is_mark('\'');
    if suffix && clause::is_verb_final(sentence.language) {
        return vec![sentence.place(cue.start + 1, cue.end)];
    }
    let same = |m: &&Match| m.start == cue.start;
    let verb = sentence.matches.iter().filter(same).find(|m| cue.list == List::Told && m.list == List::Say);
    let end = verb.map_or(cue.end, |v| v.gap.map_or(v.end, |(first, _)| first)).min(cue.end);
    let mut second = sentence.matches.iter().filter(same).filter(|m| m.list == cue.list && m.end > cue.end);
    match second.find_map(|m| m.gap.map(|(_, b)| (b, m.end))) {
        Some((start, last)) if start == end => vec![sentence.place(cue.start, last)],
        Some((start, last)) => vec![sentence.place(cue.start, end), sentence.place(start, last)],
        None => {
            // "nach Angaben der", "de acordo com o": the article is the source's.
            let article = |i: &usize| cue.list == List::CueThenSource && sentence.is(*i, List::Determiner.bit());
            let last = (cue.start + 1..end).rev().find(|i| !article(i)).unwrap_or(cue.start);
            vec![sentence.place(cue.start, last + 1)]
        }
    }
}

fn bearing(sentence: &Sentence<'_>, cue: List) -> Bearing {
    match cue {
        // "could neither confirm nor deny" holds both, and leaves it open.
        _ if sentence.has(List::Open.bit()) => Bearing::Open,
        List::Deny => Bearing::Denies,
        List::Confirm => Bearing::Confirms,
        _ => Bearing::Says,
    }
}

pub(super) fn of_candidate(sentence: &Sentence<'_>, candidate: &Candidate) -> Attribution {
    let place = sentence.place(candidate.start, candidate.end);
    // "The spokeswoman, Ana Ruiz," told it: the comma behind is not of the name.
    let words = place.span.of(sentence.text).trim_end_matches(',').to_owned();
    Attribution {
        source: vec![place],
        cue: Vec::new(),
        content: Vec::new(),
        kind: AttributionKind::Credit,
        source_kind: candidate.kind,
        name: Some(candidate.name.clone().unwrap_or(words)),
        outlet: candidate.outlet,
        named: candidate.named,
        told_us: false,
        sentence: sentence.whole(),
        within: None,
        bearing: bearing(sentence, List::Say),
        grounds: grounds(sentence, candidate),
        count: candidate.count,
        or_more: candidate.or_more,
        rule: "named",
        force: Force::Tells,
        confidence: Probability::new(0.5),
    }
}

/// Whether a pronoun stands here whose meaning the article has given.
pub(super) fn points_back(sentence: &Sentence<'_>, people: &People, at: usize) -> bool {
    sentence.is(at, List::ThirdPerson.bit()) && people.last().is_some()
}

/// A source that no rule knows for one, by its words; a pronoun means whom it stands for.
pub(super) fn of_words(
    sentence: &Sentence<'_>,
    candidates: &[Candidate],
    people: &People,
    (start, end): (usize, usize),
) -> Attribution {
    // "The Gazette, which said": who stands right before.
    let relative = end - start == 1 && matches!(sentence.tokens[start].folded.as_str(), "which" | "who");
    let before = |c: &&Candidate| c.end == start || c.end + 1 == start && sentence.tokens[c.end].is_mark(',');
    if let Some(meant) = candidates.iter().find(before).filter(|_| relative) {
        return of_candidate(sentence, meant);
    }
    if end - start == 1 && points_back(sentence, people, start) {
        return of_pronoun(sentence, people, start);
    }
    of_candidate(sentence, &Candidate::new(start, end, SourceKind::Person))
}

/// What nobody in particular holds; the words of the cue stand for the source.
pub(super) fn of_nobody(sentence: &Sentence<'_>, (start, end): (usize, usize)) -> Attribution {
    let base = of_candidate(sentence, &Candidate::new(start, end, SourceKind::Collective));
    Attribution { source: Vec::new(), name: None, ..base }
}

fn of_pronoun(sentence: &Sentence<'_>, people: &People, at: usize) -> Attribution {
    let (name, kind) = people.last().map_or((None, SourceKind::Person), |(n, k)| (Some(n.to_owned()), k));
    let candidate = Candidate { named: true, name: name.clone(), ..Candidate::new(at, at + 1, kind) };
    Attribution { name, ..of_candidate(sentence, &candidate) }
}

/// A nameless source, an outlet, a paper or the reporter's own eyes are credits even where no cue stands beside.
fn uncued(sentence: &Sentence<'_>, candidate: &Candidate) -> Option<Attribution> {
    let confidence = match candidate.kind {
        SourceKind::Outlet if candidate.outlet.is_some() => 0.6,
        SourceKind::WitnessReporter => 0.6,
        SourceKind::Anonymous => 0.4,
        SourceKind::Outlet if candidate.named => 0.4,
        SourceKind::Document if is_in_hand(sentence) => 0.6,
        SourceKind::Document if !is_bare(sentence, candidate) => 0.3,
        _ => return None,
    };
    // "It spoke of a “reliable source”": marks around no more than the source say whose words it is called by.
    let nameless = candidate.kind == SourceKind::Anonymous;
    let called = nameless && candidate.start > 0 && noun::is_short_quote(sentence, candidate.start - 1);
    if sentence.quoted[candidate.start] && candidate.outlet.is_none() && !called {
        return None;
    }
    // "— VNA": the name after a dash or in brackets and nothing else is how an agency signs.
    let alone = candidate.end >= sentence.tokens.len().saturating_sub(1)
        && candidate.start > 0
        && matches!(sentence.tokens[candidate.start - 1].folded.as_str(), "—" | "–" | "-" | "(" | "/");
    let in_hand = candidate.kind == SourceKind::Document && is_in_hand(sentence);
    let rule = match candidate.kind {
        SourceKind::Outlet if alone => "sign-off",
        SourceKind::Document if in_hand => "in-hand",
        _ => "named",
    };
    let force = if rule == "named" { Force::Names } else { Force::Tells };
    Some(Attribution { confidence: Probability::new(confidence), rule, force, ..of_candidate(sentence, candidate) })
}

/// "Unserer Redaktion liegt das Gutachten vor": the article's outlet says that it has the paper.
pub(super) fn is_in_hand(sentence: &Sentence<'_>) -> bool {
    let own = sentence.names_itself_near(0, sentence.tokens.len(), 0) || sentence.has(List::OwnOutlet.bit());
    own && sentence.has(List::Read.bit())
}

/// "The reports", "this message": two words at most that point back to what was told, and name no paper.
fn is_bare(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let is = |list: List| sentence.is(candidate.start, list.bit());
    let definite = is(List::Determiner) && !is(List::Indefinite);
    candidate.end - candidate.start <= 2 && (definite || candidate.end - candidate.start == 1)
}

/// "As we wrote yesterday": the outlet cites its own earlier article.
fn own_earlier(sentence: &Sentence<'_>) -> Option<Attribution> {
    let own = sentence.own?;
    let words = sentence.matches.iter().find(|m| m.list == List::OwnEarlier && !sentence.quoted[m.start])?;
    let candidate =
        Candidate { outlet: Some(own), named: true, ..Candidate::new(words.start, words.end, SourceKind::Outlet) };
    Some(Attribution { rule: "own-earlier", confidence: Probability::new(0.8), ..of_candidate(sentence, &candidate) })
}

/// "It was reported that …": a source that is nobody.
fn impersonal(sentence: &Sentence<'_>, unlisted: &[Match]) -> Option<Attribution> {
    let mut cues = sentence.matches.iter().chain(unlisted);
    let cue = cues.find(|m| m.list == List::Impersonal && !sentence.quoted[m.start])?;
    let base = of_candidate(sentence, &Candidate::new(cue.start, cue.end, SourceKind::Collective));
    let cue: Vec<Place> = base.source.clone();
    Some(Attribution { source: Vec::new(), name: None, cue, rule: "impersonal", ..base })
}

fn grounds(sentence: &Sentence<'_>, candidate: &Candidate) -> Grounds {
    let kind = candidate.kind;
    let has = |list: List| sentence.has(list.bit());
    Grounds {
        saw: kind != SourceKind::Outlet && kind != SourceKind::Document && saw(sentence, candidate),
        read: has(List::Read) && kind == SourceKind::Document,
        present: has(List::Present) && kind != SourceKind::Outlet,
        rests_on: has(List::RestsOn),
        apart: has(List::Apart),
        withdrawn: has(List::Withdrawn),
    }
}

/// Whether the source is said to have seen, heard or measured it. In English the subject tells: the source itself, a
/// pronoun, or nobody but whoever speaks; "had been tested" is somebody else's doing.
fn saw(sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let mut phrases = sentence.matches.iter().filter(|m| m.list == List::Saw);
    if sentence.language != Language::English {
        return phrases.next().is_some();
    }
    phrases.any(|m| {
        let mut at = m.start;
        let mut passive = false;
        while at > 0 && is_auxiliary(&sentence.tokens[at - 1].folded) {
            at -= 1;
            passive |= matches!(sentence.tokens[at].folded.as_str(), "been" | "was" | "were" | "is" | "are" | "being");
        }
        let before = at.checked_sub(1).map_or("", |i| sentence.tokens[i].folded.as_str());
        let pronoun = matches!(before, "i" | "we" | "he" | "she" | "they" | "who" | "and" | "having");
        let own = candidate.end == at || m.start > 0 && before == "," && candidate.end + 1 == at;
        !passive && (pronoun || own || m.end - m.start > 1) || within(candidate, m)
    })
}

fn within(candidate: &Candidate, m: &Match) -> bool {
    candidate.start <= m.start && m.end <= candidate.end
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "been"
            | "was"
            | "were"
            | "is"
            | "are"
            | "being"
            | "also"
            | "then"
            | "later"
            | "never"
            | "not"
            | "only"
            | "just"
            | "already"
            | "themselves"
            | "himself"
            | "herself"
            | "personally"
    )
}

pub(super) fn speaks_to_us(sentence: &Sentence<'_>) -> bool {
    let named = sentence.names_itself_near(0, sentence.tokens.len(), 0);
    let told = sentence.has(List::Told.bit() | List::Say.bit() | List::Confirm.bit());
    (named && told) || sentence.has(List::OwnOutlet.bit())
}

/// Sets `within`: a hop behind a relay phrase stands within the nearest credit before it; whoever speaks in a
/// sentence that credits another outlet speaks through it.
fn nest(found: &mut [Found], base: usize) {
    let outlet = |a: &Attribution| matches!(a.source_kind, SourceKind::Outlet);
    for i in 0..found.len() {
        let (deeper, a) = (found[i].deeper, &found[i].attribution);
        let same_cue = |b: &Attribution| !b.cue.is_empty() && b.cue == a.cue && deeper;
        let before = (0..i).rev().find(|&j| !same_cue(&found[j].attribution));
        let parent = if deeper {
            let behind = |j: &usize| !found[*j].deeper && !same_cue(&found[*j].attribution);
            before.or_else(|| (i + 1..found.len()).find(behind))
        } else if outlet(a) || a.told_us {
            None
        } else {
            let outlets = (0..found.len()).filter(|&j| outlet(&found[j].attribution) && !found[j].deeper && j != i);
            outlets.min_by_key(|&j| j.abs_diff(i))
        };
        found[i].attribution.within = parent.map(|p| base + p);
    }
}
