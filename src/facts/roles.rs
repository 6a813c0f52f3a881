//! Who did what in the main meeting: subjects and verbs of the sentences that report it.

mod elsewhere;
mod participants;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};

use self::elsewhere::elsewhere;
use self::participants::{Participant, hosts, participants};
use self::verbs::{SEVERAL, Verb, inverted, others_follow, unread_subject, verbs};
use super::record::{Evidence, Role};
use super::utterances::{Speaker, Utterance};
use crate::base::{Span, Spans};
use crate::links::Entities;
use crate::text::Text;

/// Who in which role, with the places that say so and the rule that read the first.
type Found = BTreeMap<(String, &'static str), (BTreeSet<Span>, &'static str)>;

/// Reads the roles of the main meeting.
///
/// A subject is the run of persons and agencies before a verb; a verb without a subject of
/// its own takes the one before it (出席会议并讲话). 习近平 and others whose words are only
/// quoted take no part; nor does the body that holds the meeting.
pub(super) fn read(text: &Text, entities: &Entities, utterances: &[Utterance]) -> Vec<Role> {
    let mut found: Found = BTreeMap::new();
    let mut add = |name: &str, role: &'static str, span: Span, rule: &'static str| {
        let (spans, _) = found
            .entry((name.to_owned(), role))
            .or_insert_with(|| (BTreeSet::new(), rule));
        spans.insert(span);
    };
    if entities.meetings.is_empty() {
        return Vec::new();
    }
    let elsewhere: Spans = elsewhere(text, entities).into_iter().collect();
    let hosts = hosts(text, entities);
    let mut add = |name: &str, role: &'static str, span: Span, rule: &'static str| {
        if !hosts.contains(name) {
            add(name, role, span, rule);
        }
    };
    let said: Spans = utterances.iter().map(|u| u.span).collect();
    let phrases: Spans = entities.persons.iter().map(|p| p.phrase).collect();
    for sentence in &text.sentences {
        if elsewhere.contain(*sentence) {
            continue;
        }
        for part in narrative(*sentence, &said) {
            clause(text, entities, &phrases, part, &mut add);
        }
    }
    for utterance in utterances.iter().filter(|u| !u.quoted) {
        if elsewhere.contain(utterance.cue) {
            continue;
        }
        match &utterance.speaker {
            Speaker::Person(name) => {
                add(name, "speak", utterance.cue, "role-utterance");
                // 书记甲、市长乙指出: both speak.
                for other in beside(text, entities, utterance.cue) {
                    add(other, "speak", utterance.cue, "role-utterance");
                }
            }
            Speaker::Agency(span) => {
                for name in entities.agency_names(*span) {
                    add(name, "speak", utterance.cue, "role-utterance");
                }
            }
            Speaker::Meeting | Speaker::Writing | Speaker::Unnamed => {}
        }
    }
    finish(text, entities, found)
}

/// Persons named in one run, without a comma, before the one who opens a cue.
fn beside<'e>(text: &Text, entities: &'e Entities, cue: Span) -> Vec<&'e str> {
    let Some(first) = entities
        .persons
        .iter()
        .position(|p| p.mention.span.start() >= cue.start() && cue.contains(p.mention.span))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut start = entities.persons[first].phrase.start();
    for person in entities.persons[..first].iter().rev() {
        let end = person.phrase.end();
        if end > start || !matches!(text.str(Span::new(end, start)), "、" | "和" | "与" | "及")
        {
            break;
        }
        out.push(person.mention.value.as_str());
        start = person.phrase.start();
    }
    out
}

/// Every role also attends; participants are numbered as they are printed.
fn finish(text: &Text, entities: &Entities, found: Found) -> Vec<Role> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for ((who, _), (spans, _)) in &found {
        let at = spans.first().map_or(usize::MAX, |s| s.start());
        let entry = first.entry(who).or_insert(at);
        *entry = (*entry).min(at);
    }
    let mut order: Vec<&str> = first.keys().copied().collect();
    let mentioned = entities.first_mentions();
    order.sort_by_key(|who| (mentioned.get(who).copied().unwrap_or(first[who]), *who));
    let mut out = Vec::new();
    for (n, who) in order.into_iter().enumerate() {
        let mut roles: Vec<(&str, &BTreeSet<Span>, &str)> = found
            .range((who.to_owned(), "")..)
            .take_while(|((w, _), _)| w == who)
            .map(|((_, role), (spans, rule))| (*role, spans, *rule))
            .collect();
        if !roles.iter().any(|(role, ..)| *role == "attend") {
            let (_, spans, _) = roles[0];
            roles.insert(0, ("attend", spans, "role-implied"));
        }
        for (role, spans, rule) in roles {
            let spans = spans.iter().map(|s| text.code_points(*s)).collect();
            out.push(Role {
                who: who.to_owned(),
                role: role.to_owned(),
                order: n + 1,
                capacity: Vec::new(),
                evidence: Evidence {
                    spans,
                    rule: rule.to_owned(),
                },
            });
        }
    }
    out
}

/// The parts of a sentence that are not somebody's words.
fn narrative(sentence: Span, said: &Spans) -> Vec<Span> {
    let mut parts = vec![sentence];
    for words in said.overlapping(sentence) {
        parts = parts
            .into_iter()
            .flat_map(|part| {
                if !part.overlaps(words) {
                    return vec![part];
                }
                let mut rest = Vec::new();
                if part.start() < words.start() {
                    rest.push(Span::new(part.start(), words.start()));
                }
                if words.end() < part.end() {
                    rest.push(Span::new(words.end(), part.end()));
                }
                rest
            })
            .collect();
    }
    parts
}

/// Subjects and verbs of one stretch of narrative.
fn clause(
    text: &Text,
    entities: &Entities,
    phrases: &Spans,
    part: Span,
    add: &mut impl FnMut(&str, &'static str, Span, &'static str),
) {
    let participants = participants(text, entities, phrases, part);
    if participants.is_empty() {
        return;
    }
    let s = text.str(part);
    let verbs = verbs(text, entities, part);
    let verbs = verbs
        .into_iter()
        .filter(|(span, ..)| !participants.iter().any(|p| p.phrase.overlaps(*span)));
    let mut pending: Vec<usize> = Vec::new();
    let mut subject: Vec<usize> = Vec::new();
    let mut heard = false;
    let mut heard_at = 0;
    let mut next = 0;
    let breaks: BTreeSet<usize> = s
        .match_indices(['；', '。'])
        .map(|(i, _)| part.start() + i)
        .collect();
    let mut last_end = part.start();
    for (verb_at, verb, chaired) in verbs {
        if breaks
            .range(last_end.min(verb_at.start())..verb_at.start())
            .next()
            .is_some()
        {
            subject.clear();
            heard = false;
        }
        while next < participants.len() && participants[next].phrase.start() < verb_at.start() {
            if breaks
                .range(
                    last_end.min(participants[next].phrase.start())
                        ..participants[next].phrase.start(),
                )
                .next()
                .is_some()
            {
                pending.clear();
            }
            pending.push(next);
            last_end = participants[next].phrase.end();
            next += 1;
        }
        let rest = &text.folded[verb_at.end()..part.end().max(verb_at.end())];
        if verb == Verb::Attend && inverted(rest) {
            let end = rest.find('。').map_or(part.end(), |i| verb_at.end() + i);
            for p in participants[next..]
                .iter()
                .take_while(|p| p.phrase.start() < end)
            {
                for name in &p.names {
                    add(name, "attend", verb_at.to(p.phrase), "role-verb");
                }
            }
            next = participants.partition_point(|p| p.phrase.start() < end);
            pending.clear();
            subject.clear();
            continue;
        }
        let before = text.str(Span::new(part.start(), verb_at.start()));
        let negated = ["未", "没有", "不", "未能", "缺席", "无法", "不能"]
            .iter()
            .any(|w| before.ends_with(w));
        if verb == Verb::Account && !heard {
            continue;
        }
        let own: Vec<usize> = match verb {
            Verb::Attend | Verb::Other | Verb::Hear => std::mem::take(&mut pending),
            _ if SEVERAL.is_match(before) => std::mem::take(&mut pending),
            _ => {
                let group = last_group(text, &participants, &pending);
                pending.clear();
                group
            }
        };
        // 甲、乙就近期工作提了要求，各乡镇分别汇报: theirs, not of those named before.
        let ends = own.last().map(|&i| participants[i].phrase.end());
        let between = ends.map_or("", |end| {
            text.str(Span::new(end.min(verb_at.start()), verb_at.start()))
        });
        let after_own_deed = others_follow(between);
        let shared = SEVERAL.is_match(before) && !after_own_deed;
        if verb != Verb::Attend && !shared && unread_subject(between) {
            for &i in own.iter().filter(|_| after_own_deed) {
                for name in &participants[i].names {
                    add(name, "attend", participants[i].phrase, "role-verb");
                }
            }
            subject.clear();
            last_end = last_end.max(verb_at.end());
            continue;
        }
        let inherits = own.is_empty();
        if !inherits {
            subject = own;
        }
        let between = Span::new(last_end.min(verb_at.start()), verb_at.start());
        if inherits && unread_subject(text.str(between)) {
            subject.clear();
        }
        last_end = last_end.max(verb_at.end());
        let role = match verb {
            Verb::Attend => "attend",
            Verb::Chair => "chair",
            Verb::Speak => "speak",
            Verb::Convey => "convey",
            Verb::Report | Verb::Account => "report",
            Verb::Hear => {
                heard = true;
                heard_at = verb_at.end();
                subject.clear();
                continue;
            }
            Verb::Other if chaired => "chair",
            Verb::Other => {
                subject.clear();
                continue;
            }
        };
        // 听取了某局汇报，市长某某讲话: of another subject, some clauses on.
        if heard && role != "report" && !inherits {
            let from = participants[subject[0]].phrase.start();
            heard = from < heard_at || !text.str(Span::new(heard_at, from)).contains('，');
        }
        if negated || heard && role != "report" {
            subject.clear();
            continue;
        }
        // 各村向镇政府递交责任书: a body may be the one that takes it, but 分公司负责人 is there.
        let before = &text.folded[..verb_at.start()];
        let led = ["负责人", "负责同志", "代表"];
        let handed = text.str(verb_at) == "递交" && !led.iter().any(|w| before.ends_with(w));
        for &i in &subject {
            let person = |name: &str| entities.persons.iter().any(|p| p.mention.value == name);
            for name in &participants[i].names {
                if handed && !person(name) {
                    continue;
                }
                add(name, role, participants[i].phrase.to(verb_at), "role-verb");
            }
        }
        // 某某主持召开会议，传达…: what follows is the meeting's doing.
        if chaired {
            subject.clear();
        }
    }
}

/// The last run of participants without a comma between them.
fn last_group(text: &Text, participants: &[Participant], pending: &[usize]) -> Vec<usize> {
    let mut group: Vec<usize> = Vec::new();
    for &i in pending.iter().rev() {
        if let Some(&later) = group.last() {
            let between = Span::new(
                participants[i].phrase.end(),
                participants[later]
                    .phrase
                    .start()
                    .max(participants[i].phrase.end()),
            );
            if text.str(between).contains('，') {
                break;
            }
        }
        group.push(i);
    }
    group.reverse();
    group
}
