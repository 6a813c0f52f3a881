//! Names known from elsewhere: every other place that has them, names before titles
//! (习近平总书记, 刘健局长), and surnames with a title that only one person can mean (段书记).

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::LazyLock;

use super::{Finder, Person, Unit};
use crate::base::{Note, Span};
use crate::lexicon::Lexicon;
use crate::mentions::names;
use crate::mentions::scan::Word;
use crate::mentions::{Kind, Mention};
use crate::text::{CharSet, Gate, Regex, Text, WordList, after};

/// Words after which a name may begin inside a clause, before a title.
const LEADS: [&str; 41] = [
    "了", "学习", "贯彻", "以", "由", "在", "对", "和", "与", "受", "按照", "根据", "落实", "牢记",
    "是", "向", "领会", "同", "陪同", "请", "把", "践行", "聆听", "围绕", "遵循", "传达", "及",
    "会见", "经", "将", "的", "为", "给", "代表", "深悟", "学懂", "紧扣", "捍卫", "拥护", "感谢",
    "时",
];

/// Last characters of these.
static LEAD_ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let last = LEADS.iter().filter_map(|lead| lead.chars().next_back());
    last.collect()
});

impl Finder<'_> {
    /// Names right before a title, in clauses that begin with them or lead up to them.
    pub(super) fn before_titles(&self, text: &Text, line: Span, out: &mut Vec<Person>) {
        static COMRADE: LazyLock<Gate> = LazyLock::new(|| Gate::new(["同志"]));
        let mut starts: Vec<usize> = self
            .scan
            .within(line)
            .filter(|h| matches!(h.word, Word::Title(_)) && !self.no_title(h.span, line))
            .map(|h| h.span.start())
            .collect();
        if text.may_hold(line, &COMRADE) {
            let found = self.s[line.range()].match_indices("同志");
            starts.extend(found.map(|(i, _)| line.start() + i));
        }
        starts.sort_unstable();
        starts.dedup();
        for at in starts {
            if let Some(name) = self.name_before(at, line) {
                // 市发改委刘健主任: agency, name, title.
                let agency = self.agencies.ending(name.start()).next();
                let title = self
                    .scan
                    .starting(at)
                    .rev()
                    .find(|h| matches!(h.word, Word::Title(_)));
                let posts = match (agency, title) {
                    (Some(agency), Some(title)) => vec![Unit {
                        agency: Some(agency),
                        place: None,
                        title: title.span,
                        span: agency.to(title.span),
                    }],
                    _ => self.post_after(at),
                };
                out.push(self.person(text, name, posts, "person-before-title"));
            }
        }
    }

    /// Whether what looks like a title is part of a longer word: 委员 of 委员会, 主席 of 主席国,
    /// 河长 of 黄河长治久安.
    fn no_title(&self, title: Span, line: Span) -> bool {
        let rest = &self.s[title.end()..line.end()];
        let Some(c) = rest.chars().next() else {
            return false;
        };
        c == '国' && self.s[title.range()].ends_with(['员', '席'])
            || c == '府' && self.s[title.range()].ends_with("总统")
            || c == '会' && self.s[title.range()].ends_with("委员")
            || "治期远效征江".contains(c)
                && self.s[title.range()].ends_with('长')
                && !self.ends_word(title.end(), title.end() + c.len_utf8())
    }

    pub(super) fn name_before(&self, at: usize, line: Span) -> Option<Span> {
        let before = &self.s[line.start()..at];
        let starts = before
            .char_indices()
            .rev()
            .map(|(i, _)| line.start() + i)
            .take(4)
            .skip(1);
        for start in starts {
            let name = &self.s[start..at];
            let lead = &self.s[line.start()..start];
            let bounded = lead
                .chars()
                .next_back()
                .is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c));
            let bounded = bounded || self.agencies.ending(start).next().is_some();
            // 我县某某县长, 我院某某副检察长.
            let ours = [
                "我县", "我市", "我区", "我州", "我旗", "我局", "我院", "我校", "我镇", "我乡",
            ]
            .iter()
            .any(|w| lead.ends_with(w));
            // 传达某某书记在…会议上的讲话精神: somebody is quoted.
            let quoted = || {
                name.chars().count() == 3
                    && [
                        "根据",
                        "按照",
                        "传达",
                        "传达了",
                        "传达学习",
                        "传达学习了",
                        "学习了",
                        "贯彻落实",
                    ]
                    .iter()
                    .any(|w| lead.ends_with(w))
            };
            // 确定某某同志为局长人选.
            let chosen = || {
                self.s[at..].starts_with("同志")
                    && ["确定", "推荐", "提名", "选举", "表彰", "追授", "欢迎"]
                        .iter()
                        .any(|w| lead.ends_with(w))
            };
            let bounded = bounded || ours || quoted() || chosen();
            let leader = || {
                lead.ends_with(|c| LEAD_ENDS.contains(c))
                    && names::is_listed_name(name)
                    && LEADS.iter().any(|w| lead.ends_with(w))
            };
            if !(bounded || leader())
                || !names::is_name(name)
                || names::is_word(name)
                || names::is_phrase(name)
                || name.len() == 6 && name.starts_with(['和', '同', '与'])
                || name.ends_with([
                    '副', '总', '代', '市', '县', '区', '省', '州', '镇', '村', '乡', '河', '湖',
                    '的',
                ])
                || self.agencies.overlap(Span::new(start, at))
            {
                continue;
            }
            if !self.is_masked(Span::new(start, at)) && !self.in_doctrine(at) {
                return Some(Span::new(start, at));
            }
        }
        None
    }

    /// The post that a title after a name gives: only one that implies its body.
    fn post_after(&self, at: usize) -> Vec<Unit> {
        let title = self
            .scan
            .starting(at)
            .rev()
            .find(|h| matches!(h.word, Word::Title(_)))
            .map(|h| h.span);
        title
            .filter(|t| self.implies_body(*t))
            .map(|title| Unit {
                agency: None,
                place: None,
                title,
                span: title,
            })
            .into_iter()
            .collect()
    }

    /// Every other place of the names found, and surnames with a title; notes on those of
    /// which it is open whom they mean.
    pub(super) fn known(&self, text: &Text, found: &mut Vec<Person>) -> Vec<Note> {
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for person in found.iter() {
            let titles = by_name
                .entry(self.s[person.mention.span.range()].to_owned())
                .or_default();
            titles.extend(
                person
                    .posts
                    .iter()
                    .map(|u| self.s[u.title.range()].to_owned()),
            );
        }
        if by_name.is_empty() {
            return self.surnames(text, &by_name, found);
        }
        let names = WordList::new(by_name.keys().zip(0..));
        let named = Gate::new(by_name.keys());
        for paragraph in text.read() {
            if !text.may_hold(paragraph.span, &named) {
                continue;
            }
            for (start, end, _) in names.longest(&self.s[paragraph.span.range()]) {
                let span = Span::new(start, end).shift(paragraph.span.start());
                let beside = || self.beside_known(span, paragraph.span, &by_name);
                if !self.is_masked(span) && (self.stands_as_name(span, paragraph.span) || beside())
                {
                    let posts = self.post_after(span.end());
                    found.push(self.person(text, span, posts, "person-known"));
                }
            }
        }
        self.first_parts(&by_name, found);
        self.surnames(text, &by_name, found)
    }

    /// 阿迪力县长 for 阿迪力·吐尔逊, 吉克镇长 for 吉克尔体: the first part of one other name, before a title.
    fn first_parts(&self, by_name: &BTreeMap<String, Vec<String>>, found: &mut [Person]) {
        for person in found
            .iter_mut()
            .filter(|p| p.mention.rule == "person-before-title")
        {
            let short = &person.mention.value;
            let mut longer = by_name
                .range::<str, _>((Bound::Excluded(short.as_str()), Bound::Unbounded))
                .map(|(name, _)| name)
                .take_while(|name| name.starts_with(short.as_str()));
            if let (Some(name), None) = (longer.next(), longer.next()) {
                person.mention.value.clone_from(name);
                person.mention.rule = "person-first-part";
            }
        }
    }

    /// Whether a known name that is also a word (安全, 成功) stands as a name here.
    fn stands_as_name(&self, span: Span, line: Span) -> bool {
        if self.agencies.exceed(span) {
            return false;
        }
        let name = &self.s[span.range()];
        if self.in_doctrine(span.end()) {
            return false;
        }
        if !names::is_word(name) {
            return true;
        }
        let before = self.s[line.start()..span.start()].chars().next_back();
        let bounded = before.is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | ' ' | '、'));
        bounded
            && (names::follow(self.s, span.end()) == 2
                || ["说，", "说：", "讲，", "谈到"]
                    .iter()
                    .any(|w| self.s[span.end()..].starts_with(w))
                || self
                    .scan
                    .starting(span.end())
                    .any(|h| matches!(h.word, Word::Title(_))))
    }

    /// Whether a name that is also a word stands beside another known one: 龙里、宋江城分别发言,
    /// 黄杨与鸡鸣驿签署.
    fn beside_known(
        &self,
        span: Span,
        line: Span,
        by_name: &BTreeMap<String, Vec<String>>,
    ) -> bool {
        const JOINS: [char; 4] = ['、', '和', '与', '及'];
        let (before, after) = (
            &self.s[line.start()..span.start()],
            &self.s[span.end()..line.end()],
        );
        let bounded = |before: &str| {
            before
                .chars()
                .next_back()
                .is_none_or(|c| "，。；： ".contains(c))
        };
        let next = bounded(before)
            && after
                .strip_prefix(JOINS)
                .is_some_and(|rest| by_name.keys().any(|name| rest.starts_with(name.as_str())));
        let last = || {
            let before = before.strip_suffix(JOINS);
            names::follow(self.s, span.end()) >= 2
                && before.is_some_and(|b| {
                    by_name
                        .keys()
                        .any(|name| b.strip_suffix(name.as_str()).is_some_and(bounded))
                })
        };
        !self.agencies.exceed(span) && (next || last())
    }

    /// Whether a name belongs to a doctrine's: 习近平…思想, 习近平总书记关于…的重要思想.
    fn in_doctrine(&self, at: usize) -> bool {
        static DOCTRINE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:新时代|\p{Han}{2,8}思想|总书记关于[^，。；《》]{2,30}重要思想)")
                .expect("a valid pattern")
        });
        let rest = &self.s[at..];
        let opens = rest.starts_with("新时代")
            || rest.starts_with("总书记关于")
            || after(rest, 0, 10).contains("思想");
        opens && DOCTRINE.is_match(rest)
    }

    /// 樊副县长, 段书记: a surname and a title that only one of the persons can mean; a note
    /// where more than one can, or none.
    fn surnames(
        &self,
        text: &Text,
        by_name: &BTreeMap<String, Vec<String>>,
        found: &mut Vec<Person>,
    ) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        let mut by_surname: BTreeMap<&str, Vec<(&String, &Vec<String>)>> = BTreeMap::new();
        for (name, titles) in by_name {
            if let Some(surname) = names::surname(name) {
                by_surname.entry(surname).or_default().push((name, titles));
            }
        }
        let mut more = Vec::new();
        for paragraph in text.read() {
            for hit in self
                .scan
                .within(paragraph.span)
                .filter(|h| matches!(h.word, Word::Title(_)))
            {
                let before = &self.s[paragraph.span.start()..hit.span.start()];
                let Some(surname) = [2, 1].into_iter().find_map(|count: usize| {
                    let (i, _) = before.char_indices().rev().nth(count - 1)?;
                    names::surname(&before[i..]).filter(|s| s.len() == before.len() - i)
                }) else {
                    continue;
                };
                let span = Span::new(hit.span.start() - surname.len(), hit.span.start());
                let bounded = self.s[paragraph.span.start()..span.start()]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c));
                if !bounded || self.is_masked(span) {
                    continue;
                }
                let title = &self.s[hit.span.range()];
                let same = || by_surname.get(surname).into_iter().flatten();
                let bearers: Vec<&String> = same()
                    .filter(|(_, titles)| titles.iter().any(|t| t.ends_with(title)))
                    .map(|(name, _)| *name)
                    .collect();
                if let [name] = bearers[..] {
                    let mention = Mention {
                        span,
                        kind: Kind::Person,
                        value: name.clone(),
                        rule: "person-surname",
                    };
                    more.push(Person {
                        mention,
                        posts: Vec::new(),
                        phrase: span.to(hit.span),
                    });
                } else if self.stands_alone(span.to(hit.span))
                    && (same().next().is_some() || Self::is_common_surname(surname))
                {
                    let (reason, candidates) = match bearers.is_empty() {
                        true => {
                            let reason = "nobody with this surname and title is named";
                            (reason, same().map(|(name, _)| (*name).clone()).collect())
                        }
                        false => {
                            let reason = "more than one person with this surname has this title";
                            (reason, bearers.into_iter().cloned().collect())
                        }
                    };
                    let about = text.surface(span.to(hit.span));
                    if !notes.iter().any(|n| n.about == about) {
                        notes.push(Note::new(about, reason).with_candidates(candidates));
                    }
                }
            }
        }
        found.extend(more);
        notes
    }

    /// Whether a surname is so common that before a title (位委员, 由书记) it is no other word.
    fn is_common_surname(surname: &str) -> bool {
        let surnames = Lexicon::embedded().surnames();
        surnames
            .iter()
            .any(|s| s.surface == surname && s.weight > 1.0)
    }

    /// Whether a surname with a title is no part of a longer title or name: 班主任, 席主任科员.
    fn stands_alone(&self, span: Span) -> bool {
        let longer = self.scan.starting(span.start()).any(|h| h.span.len() >= 6);
        let goes_on = self
            .scan
            .ending(span.end())
            .any(|h| matches!(h.word, Word::Title(_)) && h.span.start() <= span.start());
        let next = self.s[span.end()..].chars().next();
        let closed = next.is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c))
            || names::follow(self.s, span.end()) > 0;
        let before = self.s[..span.start()].chars().next_back();
        let counted = before.is_some_and(|c| c.is_ascii_digit());
        !longer && !goes_on && closed && !counted && !self.agencies.overlap(span)
    }
}
