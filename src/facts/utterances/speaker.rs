//! Whose a verb of saying is: the person, meeting or agency before it, or the one that a
//! pronoun, a surname with a title, or the sentence's earlier clauses stand for.

use std::sync::LazyLock;

use super::bridge::{bridges, meeting, unnamed};
use super::grammar::{
    HEADLINE, MEETING_ACTS, MEETING_GOES_ON, OF_AGENCY, SENT, WORDS_OF, WRITING, asks_for, pronoun,
    titled,
};
use super::{Cue, Reader, Speaker};
use crate::base::Span;
use crate::mentions::Mention;
use crate::text::{ParagraphKind, Regex, Text, after, before};

impl<'a> Reader<'a> {
    /// Whose the verb after `left` is, and where the cue begins.
    pub(super) fn speaker(
        &self,
        left: Span,
        headline: bool,
        cues: &[Cue],
    ) -> Option<(Speaker, usize, bool)> {
        let pre = self.text.str(left);
        if self.text.folded[left.end()..].starts_with("要求") && asks_for(pre)
            || pre.ends_with('的')
        {
            return None;
        }
        if let Some(person) = self.person_before(left, headline) {
            let quoted = self.absent.contains(&person.value.as_str())
                || SENT.is_match(&self.text.folded[person.span.end()..left.end()]);
            return Some((
                Speaker::Person(person.value.clone()),
                person.span.start(),
                quoted,
            ));
        }
        if let Some((who, bridge)) = pronoun(pre)
            && bridges(bridge)
        {
            let at = left.start() + who;
            let name = self.antecedent(at, cues)?;
            let quoted = self.absent.contains(&name.as_str());
            return Some((Speaker::Person(name), at, quoted));
        }
        if ["书记", "长", "主任", "主席", "总理"]
            .iter()
            .any(|title| pre.contains(title))
            && let Some((at, who, bridge)) = titled(pre)
            && bridges(bridge)
            && let Some(name) = self.named_like(who, left.end())
        {
            return Some((Speaker::Person(name), left.start() + at, false));
        }
        if pre.contains('会')
            && let Some(m) = meeting(pre)
            && ![
                "讲话",
                "主持",
                "出席",
                "召开",
                "在",
                "发言人",
                "传达",
                "学习了",
                "贯彻了",
                "落实了",
            ]
            .iter()
            .any(|word| m.as_str().contains(word))
        {
            let lead = m
                .as_str()
                .find(|c| !matches!(c, '，' | '。' | '；' | '：' | '”' | ' ' | '\n'))
                .unwrap_or(0);
            return Some((Speaker::Meeting, left.start() + m.start() + lead, false));
        }
        let agency = self.agency_before(left);
        if let Some(span) = agency {
            return Some((Speaker::Agency(span), span.start(), false));
        }
        // 会议通过了《…》，要求…: the document is the object, the meeting goes on.
        if pre.ends_with('，') && pre.contains('会') && MEETING_ACTS.is_match(pre) {
            return Some((Speaker::Meeting, left.end(), false));
        }
        if WRITING.is_match(pre)
            && self.text.folded[left.end()..].starts_with(['指', '强', '提', '要', '明'])
        {
            let clause = pre
                .rfind(['，', '；', '。'])
                .map_or(0, |i| i + '，'.len_utf8());
            return Some((Speaker::Writing, left.start() + clause, true));
        }
        if unnamed(pre) {
            let clause = pre
                .rfind(['，', '；', '。'])
                .map_or(0, |i| i + '，'.len_utf8());
            return Some((Speaker::Unnamed, left.start() + clause, false));
        }
        let last = pre.trim_end_matches(['并', '还', '同', '时']);
        if last.ends_with(['，', '；']) && pre.contains('会') && MEETING_GOES_ON.is_match(pre) {
            return Some((Speaker::Meeting, left.end(), false));
        }
        self.goes_on(left, cues)
    }

    /// 李某实地查看了水厂，要求…: the sentence's subject, some clauses on.
    fn goes_on(&self, left: Span, cues: &[Cue]) -> Option<(Speaker, usize, bool)> {
        let pre = self
            .text
            .str(left)
            .trim_end_matches(['并', '还', '又', '同', '时']);
        if !pre.ends_with(['，', '；']) {
            return None;
        }
        // 指出…，强调…: the speaker of the cue before, within one sentence.
        if let Some(cue) = cues.last()
            && self.text.sentence_of(cue.verb) == self.text.sentence_of(left)
        {
            let speaks = !cue.quoted && !matches!(cue.speaker, Speaker::Writing);
            return speaks.then(|| (cue.speaker.clone(), left.end(), false));
        }
        let i = self.persons.partition_point(|m| m.span.end() <= left.end());
        let person = self.persons[..i]
            .last()
            .filter(|m| m.span.start() >= left.start())
            .filter(|m| !self.no_subject(m, &self.text.folded[m.span.end()..left.end()]))?;
        let quoted = self.absent.contains(&person.value.as_str());
        (!quoted).then(|| {
            (
                Speaker::Person(person.value.clone()),
                person.span.start(),
                false,
            )
        })
    }

    /// The person next before a verb, if what stands between lets him be its subject.
    fn person_before(&self, left: Span, headline: bool) -> Option<&'a Mention> {
        let i = self.persons.partition_point(|m| m.span.end() <= left.end());
        for person in self.persons[..i].iter().rev().take(3) {
            if person.span.start() < left.start() {
                break;
            }
            let between = &self.text.folded[person.span.end()..left.end()];
            if self.no_subject(person, between) {
                continue;
            }
            let bridged = between.is_empty() || bridges(between);
            if bridged || headline && HEADLINE.is_match(between) {
                return Some(person);
            }
        }
        None
    }

    /// Whether a name stands for words of his, or is an object: 学习了某某重要讲话精神.
    fn no_subject(&self, person: &Mention, between: &str) -> bool {
        let left = before(&self.text.folded, person.span.start(), 3);
        let words_of = ["精神", "重要论述", "思想", "为核心"]
            .iter()
            .any(|words| between.contains(words));
        words_of && WORDS_OF.is_match(between)
            || left.ends_with(['以', '了'])
            || left.ends_with("学习")
            || left.ends_with("传达")
            || left.ends_with("贯彻")
            || left.ends_with("落实")
    }

    fn agency_before(&self, left: Span) -> Option<Span> {
        let i = self.agencies.partition_point(|s| s.start() < left.end());
        self.agencies[..i]
            .iter()
            .rev()
            .take(3)
            .find(|s| {
                s.start() >= left.start()
                    && s.end() <= left.end()
                    && OF_AGENCY.is_match(&self.text.folded[s.end()..left.end()])
            })
            .copied()
    }

    /// Whom 他 or 她 at `at` stands for: the last speaker of the paragraph, else the person
    /// of the sentence before who spoke, presided or is named first.
    fn antecedent(&self, at: usize, cues: &[Cue]) -> Option<String> {
        let line = self.text.paragraph_of(Span::new(at, at))?.span;
        let spoke = cues.iter().rev().find_map(|c| match &c.speaker {
            Speaker::Person(name) if !c.quoted => Some(name.clone()),
            _ => None,
        });
        if spoke.is_some() {
            return spoke;
        }
        let i = self.persons.partition_point(|m| m.span.end() <= at);
        let window: Vec<&Mention> = self.persons[i.saturating_sub(40)..i]
            .iter()
            .filter(|m| !self.absent.contains(&m.value.as_str()))
            .copied()
            .collect();
        if let Some(nearest) = window.last().filter(|m| m.span.start() >= line.start()) {
            let sentence = self.text.sentence_of(nearest.span)?;
            let here: Vec<&Mention> = window
                .into_iter()
                .filter(|m| sentence.contains(m.span))
                .collect();
            return self.acting(&here, at.min(sentence.end()));
        }
        let last = self.out.iter().rev().find_map(|u| match &u.speaker {
            Speaker::Person(name) if !u.quoted => Some(name.clone()),
            _ => None,
        });
        last.or_else(|| window.last().map(|m| m.value.clone()))
    }

    /// Of the persons of a sentence the one who speaks there, else who presides, else the
    /// first; of several who do it together the first.
    fn acting(&self, persons: &[&Mention], end: usize) -> Option<String> {
        static JOINT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:、|，|和|与|及)[\p{Han}、（）]{0,30}$").expect("a valid pattern")
        });
        const ACTS: [&[&str]; 2] = [&["讲话", "致辞", "发言", "调研", "检查", "来到"], &["主持"]];
        for acts in ACTS {
            let mut first = 0;
            for (i, person) in persons.iter().enumerate() {
                let next = persons.get(i + 1).map_or(end, |n| n.span.start());
                let does = &self.text.folded[person.span.end()..next.max(person.span.end())];
                let verbs = ["出席", "参加", "主持", "讲话", "发言", "致辞", "陪同"];
                if JOINT.is_match(does) && !verbs.iter().any(|v| does.contains(v)) {
                    continue;
                }
                if acts.iter().any(|act| does.contains(act)) {
                    return Some(persons[first].value.clone());
                }
                first = i + 1;
            }
        }
        persons.first().map(|m| m.value.clone())
    }

    /// The person last named before `at` whose name begins so.
    fn named_like(&self, beginning: &str, at: usize) -> Option<String> {
        let i = self.persons.partition_point(|m| m.span.end() <= at);
        self.persons[..i]
            .iter()
            .rev()
            .take(200)
            .find(|m| m.value.starts_with(beginning))
            .map(|m| m.value.clone())
    }
}

/// Leaders of the state who are quoted, not present: no headline names them, and they
/// neither preside, attend nor visit in this article.
pub(super) fn absent<'a>(text: &Text, persons: &[&'a Mention]) -> Vec<&'a str> {
    const LEADERS: [&str; 6] = [
        "总书记",
        "国家主席",
        "总理",
        "委员长",
        "中共中央总书记",
        "中央军委主席",
    ];
    const LEADERS_AFTER: [&str; 4] = ["总书记", "主席", "总理", "委员长"];
    static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:总书记|主席|总理|委员长)?(?:[^，。；的]{0,20}(?:主持|出席|来到|考察|会见|会谈|致辞|视察|调研|发表)|在[^，。]{0,20}(?:考察|会见|调研))").expect("a valid pattern")
    });
    const DOINGS: [&str; 10] = [
        "主持", "出席", "来到", "考察", "会见", "会谈", "致辞", "视察", "调研", "发表",
    ];
    let mut leaders: Vec<&str> = Vec::new();
    for m in persons {
        let left = before(&text.folded, m.span.start(), 12);
        let right = &text.folded[m.span.end()..];
        let name = m.value.as_str();
        let leads = LEADERS_AFTER.iter().any(|title| right.starts_with(title))
            || LEADERS.iter().any(|title| left.ends_with(title));
        if leads && !leaders.contains(&name) {
            leaders.push(name);
        }
    }
    let mut present: Vec<&str> = Vec::new();
    for m in persons {
        let name = m.value.as_str();
        if !leaders.contains(&name) || present.contains(&name) {
            continue;
        }
        let left = before(&text.folded, m.span.start(), 12);
        let title = text
            .paragraph_of(m.span)
            .is_some_and(|p| p.kind == ParagraphKind::Title);
        let sentence = text.sentence_of(m.span).map_or(m.span.end(), Span::end);
        let rest = &text.folded[m.span.end()..sentence.max(m.span.end())];
        let near = after(rest, 0, 30);
        let presides = !left.ends_with("传达")
            && !left.ends_with("学习")
            && DOINGS.iter().any(|word| near.contains(word))
            && PRESENT.is_match(near);
        let there = title && rest.starts_with(['在', '主', '出', '会', '对', '同']) || presides;
        if there {
            present.push(name);
        }
    }
    leaders.retain(|name| !present.contains(name));
    leaders
}
