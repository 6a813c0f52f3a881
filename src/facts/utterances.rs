//! Utterances: who says what where. 陈某指出, 会议强调, 他要求, 检查组指出 and the like open
//! one; it reaches to the next, through numbered paragraphs, or to where the report goes on.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::Span;
use crate::mentions::{Kind, Mention};
use crate::text::{ParagraphKind, Text, before};

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// A person, by bare name.
    Person(String),
    /// An agency, by where it stands in the text.
    Agency(Span),
    /// The meeting as such.
    Meeting,
    /// A written instruction, notice or letter: nobody who is present.
    Writing,
}

/// A stretch of text and who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Who speaks.
    pub speaker: Speaker,
    /// The verb of saying: 强调, 要求, 提出.
    pub verb: String,
    /// What is said; empty where the text tells only that something was said. It holds the
    /// quotations that stand in it, which are utterances of their own.
    pub span: Span,
    /// Speaker and verb.
    pub cue: Span,
    /// Whether it is quoted from somebody who is not at the meeting.
    pub quoted: bool,
    /// Whether it stands in the headline.
    pub headline: bool,
}

/// Verbs of saying.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"强调指出|指出|强调|要求|表示|认为|提出|叮嘱|嘱咐|建议|希望|号召|勉励|谈到|说道|介绍说|坦言|直言|提醒|明确|提议|说[，：“]",
    )
    .expect("a valid pattern")
});

/// What may stand between a speaker and the verb.
static BRIDGE: LazyLock<Regex> = LazyLock::new(|| {
    let title = r"(?:等?(?:同志|\p{Han}{0,10}(?:书记|[省市县区州乡镇]长|主任|局长|部长|主席|院长|检察长|秘书长|厅长|处长|科长|司长|行长|校长|总理|委员长|主任委员|会长|所长|队长|委员|代表|先生|女士|教授))?)";
    let place = r"(?:在[^。；：]{0,60}?[时中上后说，]|代表[^，。]{1,30}|(?:出席|主持|参加|到会|应邀|作)[^。；：]{0,60}?[，并]|(?:传达|学习|通报|宣读|解读|介绍|汇报|讲解|总结|分析|回顾|肯定|听取|充分|高度|部署|安排|点评|代表|带领)[^。；]{0,90}?[，并])";
    let about = r"(?:[并，]?(?:就|对|围绕|针对|结合|关于)[^。；：]{0,60}?)";
    let adverb = r"(?:还|又|也|并|则|同时|再次|最后|随后|首先|特别|着重|反复|一再|进一步|郑重|严肃|现场|当场|分别|一致|强调|指出|要求|[，、 ]|并?(?:讲话|致辞|发言)(?:中|时)?|不断|多次|明确|深刻|总结讲话|作总结|总结|\d{1,2}日|致辞时?|点评时?|今天|昨天|当天|上午|下午)";
    Regex::new(&format!(
        r"^{title}(?:（[^（）]{{1,20}}）)?(?:{place}|{about}|{adverb})*$"
    ))
    .expect("a valid pattern")
});

/// A meeting as speaker, with what may stand before the verb.
static MEETING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[，。；：” \n]|就[^，。；]{1,30}|此次|本次|这次|全体)(?:(?:与会人员|与会代表|与会同志)|[^，。；：“”《》]{0,24}?(?:会议|大会|全会|例会|座谈会|推进会|现场会|部署会|调度会|专题会|动员会|工作会|培训会|会商会|协调会|会上|常委会))(?:还|又|也|并|则|同时|最后|再次|一致|特别|进一步|强调|明确|，|在[^，。；：]{1,20})*$",
    )
    .expect("a valid pattern")
});

/// A clause of a sentence about the meeting that goes on with the verb: 会议同意…，要求….
static MEETING_GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^(?:会议|大会|全会)[^。]*|召开[^，。；]{0,60}(?:会议|会)[，,；][^。]*)[，；](?:并|还|同时)?$",
    )
    .expect("a valid pattern")
});

/// 他强调, 她在讲话中还要求.
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^其吉])(?P<who>他|她)(?P<bridge>[^。；：他她]{0,40})$")
        .expect("a valid pattern")
});

/// 费书记叮嘱, 阿迪力县长最后指出: part of a name, a title, a bridge.
static TITLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[，。；：” ])(?P<who>\p{Han}{1,4})(?P<title>(?:副|常务副)?(?:书记|[省市县区州乡镇]长|主任|局长|部长|主席|院长|检察长|秘书长|厅长|处长|司长|总理|主席))(?P<bridge>[^。；]{0,40})$",
    )
    .expect("a valid pattern")
});

/// Writings that speak: 批示指出, 《意见》提出, 通知要求.
static WRITING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:批示|重要指示|指示|贺信|贺电|来信|回信|信中|讲话|通知|意见|方案|办法|规定|条例|文件|公报|报告|文章|决定|倡议书|《[^》]{1,60}》)(?:还|中|也|又|明确|精神|强调|，)*$",
    )
    .expect("a valid pattern")
});

/// What may follow an agency: 有关负责人.
static OF_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:(?:有关|相关|主要)?(?:负责人|负责同志|领导|同志|代表))?(?:还|又|也|则|并|同时|分别|在[^。；]{0,30}?[时中上]|[就对][^。；]{0,40}?)*$",
    )
    .expect("a valid pattern")
});

/// Reads who says what in a text, in order of the text; what is quoted follows what it
/// stands in.
///
/// `mentions` need persons (the span is the name), agencies and meetings, in any order.
///
/// ```
/// use zhengmai::base::Span;
/// use zhengmai::facts::utterances::{Speaker, utterances};
/// use zhengmai::mentions::{Kind, Mention};
/// use zhengmai::{ingest::Article, text::Text};
/// let text = Text::new(&Article::new("供水会召开\n会议要求，要保供水。李明局长强调，必须查漏损。他还说：“不能等。”"));
/// let at = text.folded.find("李明").unwrap();
/// let person = Mention { span: Span::new(at, at + 6), kind: Kind::Person, value: "李明".into(), rule: "" };
/// let said: Vec<_> = utterances(&text, &[person])
///     .into_iter()
///     .map(|u| (u.speaker, text.str(u.span).to_owned()))
///     .collect();
/// let li = || Speaker::Person("李明".to_owned());
/// assert_eq!(said, [
///     (Speaker::Meeting, "要保供水。".to_owned()),
///     (li(), "必须查漏损。".to_owned()),
///     (li(), "“不能等。”".to_owned()),
/// ]);
/// ```
pub fn utterances(text: &Text, mentions: &[Mention]) -> Vec<Utterance> {
    Reader::new(text, mentions).read()
}

/// What is known while a text is read from its start to its end.
struct Reader<'a> {
    text: &'a Text,
    persons: Vec<&'a Mention>,
    agencies: Vec<Span>,
    /// Leaders whose words are quoted without their being there.
    absent: Vec<&'a str>,
    out: Vec<Utterance>,
}

/// A verb of saying and whose it is.
struct Cue {
    speaker: Speaker,
    start: usize,
    verb: Span,
    quoted: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a Text, mentions: &'a [Mention]) -> Self {
        let mut persons: Vec<&Mention> =
            mentions.iter().filter(|m| m.kind == Kind::Person).collect();
        persons.sort_by_key(|m| m.span);
        let mut agencies: Vec<Span> = mentions
            .iter()
            .filter(|m| m.kind == Kind::Agency)
            .map(|m| m.span)
            .collect();
        agencies.sort();
        let absent = absent(text, &persons);
        Self {
            text,
            persons,
            agencies,
            absent,
            out: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Utterance> {
        let paragraphs: Vec<_> = self.text.read().collect();
        let mut open = false;
        for paragraph in paragraphs {
            let headline = paragraph.kind == ParagraphKind::Title;
            let cues = self.cues(paragraph.span, headline);
            let line = paragraph.span;
            let starts_anew = cues.first().is_none_or(|c| c.start > line.start());
            if open && starts_anew && !headline && self.continues(line) {
                let end = cues.first().map_or(line.end(), |c| c.start);
                let end = self.until_report(Span::new(line.start(), end));
                self.extend(end);
            }
            if !cues.is_empty() {
                self.add(line, &cues, headline);
                open = !headline;
            } else if open && !self.out.last().is_some_and(|u| u.span.end() == line.end()) {
                open = false;
            }
        }
        self.out
    }

    /// Lets the last utterance that is not quoted reach to `end`.
    fn extend(&mut self, end: usize) {
        if let Some(last) = self.out.iter_mut().rev().find(|u| !u.quoted) {
            let start = last.span.start();
            last.span = Span::new(start, end.max(last.span.end()));
        }
    }

    /// Whether a paragraph without a cue at its start goes on with the utterance before it.
    fn continues(&self, line: Span) -> bool {
        static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是要]|[①-⑳]|第[一二三四五六七八九十][，、]|首先|其次|再次|最后，?要|同时，?(?:要|必须)|(?:要|必须|务必)[^求]|(?:各|全)[^，。：]{1,20}?要[^求]|(?:关于|在)[^，。]{2,20}(?:方面|工作|上)，[^。]{0,20}?要)")
                .expect("a valid pattern")
        });
        let Some(last) = self.out.iter().rev().find(|u| !u.quoted && !u.headline) else {
            return false;
        };
        let announced = self.text.str(last.span).trim_end().ends_with('：')
            || last.span.is_empty() && last.verb == "提出";
        announced || GOES_ON.is_match(self.text.str(line))
    }

    /// Cuts a paragraph at its cues into utterances.
    fn add(&mut self, line: Span, cues: &[Cue], headline: bool) {
        let mut outer: Option<usize> = None;
        for (i, cue) in cues.iter().enumerate() {
            let next = cues[i + 1..]
                .iter()
                .find(|next| !next.quoted || cue.quoted || headline)
                .map_or(line.end(), |c| c.start);
            let from = after_punctuation(&self.text.folded, cue.verb.end(), next);
            let mut end = next.max(from);
            let nested =
                cue.quoted && outer.is_some_and(|o: usize| self.out[o].span.end() > cue.verb.end());
            if nested {
                end = end.min(self.end_of_quotation(from, end));
            } else if !headline {
                end = self.until_report(Span::new(from, end));
            }
            if !cue.quoted {
                outer = Some(self.out.len());
            }
            self.out.push(Utterance {
                speaker: cue.speaker.clone(),
                verb: self.text.str(cue.verb).to_owned(),
                span: Span::new(from, end.max(from)),
                cue: Span::new(cue.start, cue.verb.end()),
                quoted: cue.quoted,
                headline,
            });
        }
    }

    /// Where a quotation ends that stands in somebody's utterance: with its sentence.
    fn end_of_quotation(&self, from: usize, limit: usize) -> usize {
        let at = Span::new(from, from);
        self.text
            .sentence_of(at)
            .map_or(limit, |s| s.end())
            .max(from)
    }

    /// Where, at the earliest, the article goes back from speech to report.
    fn until_report(&self, span: Span) -> usize {
        static REPORT: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r"^(?:会议(?:还|也|又)?(?:听取|审议|传达|研究|通报|学习|原则|决定|由|以|分|书面|邀请|集体|签|采取|通过|对)|会前|会上|会后|会议期间|会议结束|随后[召，]|当[天晚日]|另悉|据悉|据了解|记者从|座谈会上|与会(?:人员|同志|代表)[^要]|(?:市|县|区|州|省|旗)(?:委|政府|人大|政协)?领导[^要]{0,30}(?:参加|出席)|[^，。；]{2,40}(?:汇报|介绍|通报|宣读|解读|传达|递交|签订|陪同)了|[^。]{2,200}(?:出席|列席|参加|参加了|收听收看)(?:了)?(?:此次|本次|上述)?(?:会议|大会|座谈|推进会|活动|有关活动)[^，。]{0,8}。|[^。]{2,60}(?:主持会议|作(?:了)?(?:表态|交流)?发言)[^，。]{0,8}。)",
            )
            .expect("a valid pattern")
        });
        let sentences = &self.text.sentences;
        let mut i = sentences.partition_point(|s| s.end() <= span.start());
        while let Some(sentence) = sentences.get(i).filter(|s| s.start() < span.end()) {
            if sentence.start() > span.start() && REPORT.is_match(self.text.str(*sentence)) {
                return sentence.start();
            }
            i += 1;
        }
        span.end()
    }

    /// The cues of a paragraph, in order.
    fn cues(&self, line: Span, headline: bool) -> Vec<Cue> {
        let mut out: Vec<Cue> = Vec::new();
        for m in VERB.find_iter(self.text.str(line)) {
            let mut verb = Span::new(m.start(), m.end()).shift(line.start());
            if m.as_str().starts_with('说') && !m.as_str().starts_with("说道") {
                verb = Span::new(verb.start(), verb.start() + '说'.len_utf8());
            }
            let rest = self.text.folded[verb.end()..line.end()].trim_start();
            if rest.starts_with(['的', '了', '、', '。', '；', '）', '”']) && m.as_str() != "提出"
            {
                continue;
            }
            if matches!(m.as_str(), "提出" | "明确") {
                match opens_list(rest) {
                    Some(end) => {
                        verb = Span::new(verb.start(), verb.end() + end);
                    }
                    None => continue,
                }
            }
            let sentence = self
                .text
                .sentence_of(verb)
                .map_or(line.start(), Span::start);
            let after_cue = out.last().map_or(0, |c| c.verb.end());
            let window = before(&self.text.folded, verb.start(), 110);
            let from = sentence.max(verb.start() - window.len()).max(after_cue);
            let left = Span::new(from.min(verb.start()), verb.start());
            if let Some((speaker, start, quoted)) = self.speaker(left, headline, &out) {
                out.push(Cue {
                    speaker,
                    start,
                    verb,
                    quoted,
                });
            }
        }
        // 陈某在讲话中强调指出: of two verbs of one cue the last counts.
        let mut i = 1;
        while i < out.len() {
            if out[i].start == out[i - 1].start {
                out.remove(i - 1);
            } else {
                i += 1;
            }
        }
        out
    }

    /// Whose the verb after `left` is, and where the cue begins.
    fn speaker(&self, left: Span, headline: bool, cues: &[Cue]) -> Option<(Speaker, usize, bool)> {
        let pre = self.text.str(left);
        if let Some(person) = self.person_before(left, headline) {
            let quoted = self.absent.contains(&person.value.as_str())
                || self.text.folded[person.span.end()..left.end()].contains("批示");
            return Some((
                Speaker::Person(person.value.clone()),
                person.span.start(),
                quoted,
            ));
        }
        if let Some(c) = PRONOUN.captures(pre)
            && let (Some(who), Some(bridge)) = (c.name("who"), c.name("bridge"))
            && BRIDGE.is_match(bridge.as_str())
        {
            let at = left.start() + who.start();
            let name = self.antecedent(at, cues)?;
            let quoted = self.absent.contains(&name.as_str());
            return Some((Speaker::Person(name), at, quoted));
        }
        if let Some(c) = TITLED.captures(pre)
            && let (Some(who), Some(bridge)) = (c.name("who"), c.name("bridge"))
            && BRIDGE.is_match(bridge.as_str())
            && let Some(name) = self.named_like(who.as_str(), left.end())
        {
            return Some((Speaker::Person(name), left.start() + who.start(), false));
        }
        if let Some(m) = MEETING.find(pre)
            && !m.as_str().contains("讲话")
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
        if WRITING.is_match(pre)
            && self.text.folded[left.end()..].starts_with(['指', '强', '提', '要', '明'])
        {
            let clause = pre
                .rfind(['，', '；', '。'])
                .map_or(0, |i| i + '，'.len_utf8());
            return Some((Speaker::Writing, left.start() + clause, true));
        }
        let sentence = self.text.sentence_of(left)?;
        let whole = &self.text.folded[sentence.start().max(left.start())..left.end()];
        if MEETING_GOES_ON.is_match(whole) {
            return Some((Speaker::Meeting, left.end(), false));
        }
        None
    }

    /// The person next before a verb, if what stands between lets him be its subject.
    fn person_before(&self, left: Span, headline: bool) -> Option<&'a Mention> {
        let i = self.persons.partition_point(|m| m.span.end() <= left.end());
        for person in self.persons[..i].iter().rev().take(3) {
            if person.span.start() < left.start() {
                break;
            }
            let between = &self.text.folded[person.span.end()..left.end()];
            if BRIDGE.is_match(between) || headline && HEADLINE.is_match(between) {
                return Some(person);
            }
        }
        None
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
        static ACTS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^[^。]{0,30}?(?:讲话|致辞|发言|主持|来到|调研|检查)")
                .expect("a valid pattern")
        });
        let sentence = self.text.sentence_of(Span::new(at, at))?;
        let line = self.text.paragraph_of(Span::new(at, at))?.span;
        let in_line = |c: &&Cue| matches!(&c.speaker, Speaker::Person(_)) && !c.quoted;
        let spoke = cues.iter().rev().find(in_line);
        let i = self.persons.partition_point(|m| m.span.end() <= at);
        let window = &self.persons[i.saturating_sub(40)..i];
        let since = spoke.map_or(line.start(), |c| c.start);
        let here: Vec<&&Mention> = window
            .iter()
            .filter(|m| m.span.start() >= since && !self.absent.contains(&m.value.as_str()))
            .collect();
        if let Some(cue) = spoke
            && let Speaker::Person(name) = &cue.speaker
        {
            return Some(name.clone());
        }
        let same = here.iter().find(|m| m.span.start() >= sentence.start());
        let acting = here.iter().rev().find(|m| {
            let next = window
                .iter()
                .find(|n| n.span.start() >= m.span.end())
                .map_or(at, |n| n.span.start());
            ACTS.is_match(&self.text.folded[m.span.end()..next.max(m.span.end())])
        });
        if let Some(m) = same.or(acting).or(here.first()) {
            return Some(m.value.clone());
        }
        let last = self.out.iter().rev().find_map(|u| match &u.speaker {
            Speaker::Person(name) if !u.quoted => Some(name.clone()),
            _ => None,
        });
        last.or_else(|| window.last().map(|m| m.value.clone()))
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

/// In headlines a speaker's doings stand before the verb without commas.
static HEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:同志)?(?:在|到|赴|主持|出席|对|就|调研|检查|督导|督查|参加)[^。；]{0,60}$")
        .expect("a valid pattern")
});

/// After 提出 or 明确: whether a list of requirements is announced, and where it opens.
fn opens_list(rest: &str) -> Option<usize> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^了?(?:以下|如下|明确|具体|殷切|严格|更高|新|工作|几|[一二三四五六七八九十两\d]{1,2}|点|条|项|个|方面|的|个方面|进一步){0,5}(?:要求|意见|希望|建议|措施|期望|任务)(?:[：，。]|$)").expect("a valid pattern")
    });
    let m = LIST.find(rest)?;
    let end = m.as_str().trim_end_matches(['：', '，', '。']).len();
    Some(end)
}

/// Leaders of the state who are quoted, not present: no headline names them, and they
/// neither preside, attend nor visit in this article.
fn absent<'a>(text: &Text, persons: &[&'a Mention]) -> Vec<&'a str> {
    static LEADER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:总书记|国家主席|总理|委员长|中共中央总书记|中央军委主席)$")
            .expect("a valid pattern")
    });
    static LEADER_AFTER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:总书记|主席|总理|委员长)").expect("a valid pattern"));
    static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:总书记|主席|总理|委员长)?(?:[^，。；的]{0,20}(?:主持|出席|来到|考察|会见|会谈|致辞|视察|调研|发表)|在[^，。]{0,20}(?:考察|会见|调研))").expect("a valid pattern")
    });
    let mut leaders: Vec<&str> = Vec::new();
    let mut present: Vec<&str> = Vec::new();
    for m in persons {
        let left = before(&text.folded, m.span.start(), 12);
        let right = &text.folded[m.span.end()..];
        let name = m.value.as_str();
        if (LEADER.is_match(left) || LEADER_AFTER.is_match(right)) && !leaders.contains(&name) {
            leaders.push(name);
        }
        let title = text
            .paragraph_of(m.span)
            .is_some_and(|p| p.kind == ParagraphKind::Title);
        let sentence = text.sentence_of(m.span).map_or(m.span.end(), Span::end);
        let rest = &text.folded[m.span.end()..sentence.max(m.span.end())];
        let presides = PRESENT.is_match(rest) && !left.ends_with("传达") && !left.ends_with("学习");
        if (title && rest.starts_with(['在', '主', '出', '会', '对', '同'])) || presides {
            present.push(name);
        }
    }
    leaders.retain(|name| !present.contains(name));
    leaders
}

/// The first byte after the punctuation that follows a verb.
fn after_punctuation(folded: &str, at: usize, limit: usize) -> usize {
    let mut end = at;
    for c in folded[at..limit.max(at)].chars() {
        match c {
            '，' | '：' | ' ' | '。' | '、' => end += c.len_utf8(),
            _ => break,
        }
    }
    end
}
