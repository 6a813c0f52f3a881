//! Who did what in the main meeting: subjects and verbs of the sentences that report it.

mod elsewhere;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use self::elsewhere::elsewhere;
use self::verbs::{OBJECT, SEVERAL, Verb, unread_subject, verbs};
use super::record::{Evidence, Role};
use super::utterances::{Speaker, Utterance};
use crate::base::{Span, Spans};
use crate::links::Entities;
use crate::text::{Regex, Text};

/// One participant in a sentence: persons and agencies by the record's names.
struct Participant<'e> {
    names: Vec<&'e str>,
    /// From the first word of post and name to the last.
    phrase: Span,
}

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

/// Whether an agency stands at the front of a post of the person after it.
fn before_person(text: &Text, entities: &Entities, agency: Span) -> bool {
    let next = entities
        .persons
        .partition_point(|p| p.mention.span.start() < agency.end());
    let next = entities.persons.get(next);
    next.is_some_and(|p| {
        let between = text.str(Span::new(agency.end(), p.mention.span.start()));
        let title = [
            "书记",
            "副书记",
            "主任",
            "副主任",
            "常委",
            "委员",
            "局长",
            "副局长",
            "主席",
            "副主席",
            "党组",
            "党委",
            "部长",
            "副部长",
            "秘书长",
        ];
        between.len() <= 90
            && !between.contains(['，', '。', '；', '等', '\n'])
            && title.iter().any(|t| between.starts_with(t))
    })
}

/// Persons, and agencies that are no part of a person's post, in order.
fn participants<'e>(
    text: &Text,
    entities: &'e Entities,
    phrases: &Spans,
    part: Span,
) -> Vec<Participant<'e>> {
    let mut out: Vec<Participant> = Vec::new();
    let within = |span: Span| span.start() < part.end();
    let first = entities
        .persons
        .partition_point(|p| p.mention.span.start() < part.start());
    for person in entities.persons[first..]
        .iter()
        .take_while(|p| within(p.mention.span))
        .filter(|p| part.contains(p.mention.span))
    {
        out.push(Participant {
            names: vec![&person.mention.value],
            phrase: person.phrase,
        });
    }
    let first = entities
        .agency_mentions
        .partition_point(|m| m.span.start() < part.start());
    for mention in entities.agency_mentions[first..]
        .iter()
        .take_while(|m| within(m.span))
        .filter(|m| part.contains(m.span))
    {
        if before_person(text, entities, mention.span)
            || phrases.contain(mention.span)
            || entities.in_meeting_name(mention.span)
        {
            continue;
        }
        // 市委各部门, 鞍钢集团领导班子: others of the body, not the body itself.
        let rest = &text.folded[mention.span.end()..];
        if [
            "各部门",
            "各单位",
            "各处室",
            "领导班子",
            "班子成员",
            "各成员",
            "派驻",
            "派出",
            "机关各",
            "系统",
            "委员，",
            "委员、",
        ]
        .iter()
        .any(|w| rest.starts_with(w))
            && !rest.starts_with("各成员单位")
        {
            continue;
        }
        out.push(Participant {
            names: entities.agency_names(mention.span).collect(),
            phrase: mention.span,
        });
    }
    // 宣读省委书记王某某贺信, 传达省长某某讲话精神: whose words they are, not who is there.
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:同志)?(?:的)?(?:贺信|贺电|来信|讲话精神|重要讲话|指示|批示|重要指示|重要批示|精神|委托|率队|名义)").expect("a valid pattern")
    });
    out.retain(|p| !WORDS.is_match(&text.folded[p.phrase.end()..]));
    out.sort_by_key(|p| p.phrase.start());
    out.retain(|p| {
        let before = text.str(Span::new(
            part.start().min(p.phrase.start()),
            p.phrase.start().max(part.start()),
        ));
        let object = OBJECT.iter().any(|w| before.ends_with(w)) && !noun_of_many(before);
        !object && !in_topic(before)
    });
    out
}

/// Whether 代表 before a name is a noun with what it represents before it: 企业代表, 家长代表.
fn noun_of_many(before: &str) -> bool {
    const OF: [&str; 26] = [
        "企业", "职工", "群众", "居民", "村民", "家长", "学生", "教师", "党员", "干部", "行业",
        "农户", "农民", "商户", "牧民", "业主", "单位", "乡镇", "村", "社区", "员工", "工人",
        "青年", "客商", "部门", "界",
    ];
    before
        .strip_suffix("代表")
        .is_some_and(|b| OF.iter().any(|w| b.ends_with(w)))
}

/// Whether what follows is part of a topic: 关于某届人大代表资格的报告.
fn in_topic(before: &str) -> bool {
    let Some(at) = before.rfind("关于") else {
        return false;
    };
    let topic = &before[at..];
    !topic.contains(['，', '。', '；', '》'])
        && !["汇报", "说明", "报告", "通报", "情况"]
            .iter()
            .any(|w| topic.contains(w))
}
