//! Utterances: who says what where. 陈某指出, 会议强调, 他要求, 检查组指出 and the like open
//! one; it reaches to the next, through numbered paragraphs, or to where the report goes on.

use std::sync::LazyLock;

mod bridge;
mod grammar;
mod row;
mod speaker;

use self::grammar::{DOES, FEELING, reports, verbs};
use self::speaker::absent;
use crate::base::Span;
use crate::mentions::{Kind, Mention};
use crate::text::{ParagraphKind, Regex, Text, before};

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
    /// People without a name: 与会人员, 大家, 有关负责人.
    Unnamed,
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
                let end = cues
                    .first()
                    .map_or(line.end(), |c| self.lead_start(c.start, line.start(), line));
                let end = self.until_report(Span::new(line.start(), end));
                self.extend(end);
            }
            if !cues.is_empty() {
                self.add(line, &cues, headline);
                open = !headline;
            } else if open && self.out.last().is_none_or(|u| u.span.end() != line.end()) {
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
            Regex::new(r"^(?:[★☆●■◆▲◎※·•—-]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．是要]|[①-⑳]|第[一二三四五六七八九十][，、]|首先|其次|再次|最后，?要|同时，?(?:要|必须)|(?:要|必须|务必)[^求]|(?:各|全)[^，。：]{1,20}?要[^求]|(?:关于|在)[^，。]{2,20}(?:方面|工作|上)，[^。]{0,20}?要)")
                .expect("a valid pattern")
        });
        let Some(last) = self.out.iter().rev().find(|u| !u.quoted && !u.headline) else {
            return false;
        };
        let opens = Span::new(last.cue.end(), last.span.start().max(last.cue.end()));
        let announced = self.text.str(last.span).trim_end().ends_with('：')
            || last.span.is_empty() && self.text.str(opens).contains(['：', '，']);
        if reports(self.text.str(line)) {
            return false;
        }
        announced || GOES_ON.is_match(self.text.str(line))
    }

    /// Cuts a paragraph at its cues into utterances.
    fn add(&mut self, line: Span, cues: &[Cue], headline: bool) {
        let mut outer: Option<usize> = None;
        for (i, cue) in cues.iter().enumerate() {
            let next = cues[i + 1..]
                .iter()
                .find(|next| !next.quoted || cue.quoted || headline)
                .map_or(line.end(), |c| {
                    self.lead_start(c.start, cue.verb.end(), line)
                });
            let from = after_punctuation(&self.text.folded, cue.verb.end(), next);
            let mut end = next.max(from);
            // 就供水提出要求。县财政局局长…: nothing of what was demanded follows.
            let closed = self.text.folded[cue.verb.end()..].starts_with('。');
            if closed && !demands_next(&self.text.folded[from..end]) {
                end = from;
            }
            let nested =
                cue.quoted && outer.is_some_and(|o: usize| self.out[o].span.end() > cue.verb.end());
            if nested {
                end = end.min(self.end_of_quotation(from, end));
            } else if !headline {
                end = self.until_report(Span::new(from, end));
            }
            let first = i
                .checked_sub(1)
                .map_or(line.start(), |before| cues[before].verb.end());
            if let Some(said) = self.said_before(cue, first) {
                self.out.push(Utterance {
                    speaker: cue.speaker.clone(),
                    verb: self.text.str(cue.verb).to_owned(),
                    span: said,
                    cue: Span::new(cue.start, cue.verb.end()),
                    quoted: cue.quoted,
                    headline,
                });
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

    /// Where what leads to a cue begins, so that 副省长 before the name, or 在水厂，, is no
    /// part of what was said before: at the sentence's start, or at the clause's where the
    /// sentence has another cue at `last`.
    fn lead_start(&self, at: usize, last: usize, line: Span) -> usize {
        let sentence = self.text.sentence_of(Span::new(at, at));
        let sentence = sentence.map_or(line.start(), Span::start);
        let left = before(&self.text.folded, at, 60);
        if sentence >= last && at - sentence <= left.len() {
            return sentence;
        }
        let from = last.max(sentence).max(at - left.len());
        let cut = self.text.folded[from..at]
            .rfind(['。', '；', '！', '？', '，', '”'])
            .map_or(0, |i| i + '。'.len_utf8());
        from + cut
    }

    /// A quotation right before a cue that is its speaker's: “不能等。”李某说.
    fn said_before(&self, cue: &Cue, first: usize) -> Option<Span> {
        let left = &self.text.folded[first..cue.start.max(first)];
        let quotation = left.trim_end().strip_suffix('”')?;
        if !quotation.ends_with(['。', '！', '？', '，']) {
            return None;
        }
        let open = quotation.rfind('“')?;
        let lead = quotation[..open].trim_end();
        let opens = lead.is_empty() || lead.ends_with(['。', '！', '？', '”']);
        opens.then(|| {
            let from = first + open + '“'.len_utf8();
            Span::new(from, first + quotation.len())
        })
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
        let sentences = &self.text.sentences;
        let mut i = sentences.partition_point(|s| s.end() <= span.start());
        while let Some(sentence) = sentences.get(i).filter(|s| s.start() < span.end()) {
            if sentence.start() > span.start()
                && (reports(self.text.str(*sentence)) || self.does(*sentence))
            {
                return sentence.start();
            }
            i += 1;
        }
        span.end()
    }

    /// Whether a sentence tells what a person does: 在水厂，李某察看了….
    fn does(&self, sentence: Span) -> bool {
        let i = self
            .persons
            .partition_point(|m| m.span.start() < sentence.start());
        let Some(person) = self.persons.get(i).filter(|m| sentence.contains(m.span)) else {
            return false;
        };
        let lead = Span::new(sentence.start(), person.span.start());
        lead.len() <= 90 && DOES.is_match(&self.text.folded[person.span.end()..sentence.end()])
    }

    /// The cues of a paragraph, in order.
    fn cues(&self, line: Span, headline: bool) -> Vec<Cue> {
        let mut out: Vec<Cue> = Vec::new();
        for m in verbs(self.text, line).find_iter(self.text.str(line)) {
            let mut verb = Span::new(m.start(), m.end()).shift(line.start());
            if m.as_str().starts_with('说') && !m.as_str().starts_with("说道") {
                verb = Span::new(verb.start(), verb.start() + '说'.len_utf8());
            }
            // 作了安排：一是…: what is disposed opens behind the mark.
            let disposes = m.as_str().find(['：', '，']).filter(|&at| at > 0);
            if let Some(at) = disposes {
                verb = Span::new(verb.start(), verb.start() + at);
            }
            if in_title(self.text.str(line), m.start()) {
                continue;
            }
            let rest = self.text.folded[verb.end()..line.end()].trim_start();
            if rest.starts_with(['的', '了', '、', '。', '；', '）', '”']) && m.as_str() != "提出"
            {
                continue;
            }
            if m.as_str() == "表示" && FEELING.is_match(rest) {
                continue;
            }
            if m.as_str() == "要求" && is_noun(rest) {
                continue;
            }
            if matches!(m.as_str(), "提出" | "明确") {
                match opens_list(rest) {
                    Some(end) => {
                        verb = Span::new(verb.start(), verb.end() + end);
                    }
                    None if m.as_str() == "提出" && opens_demand(rest)
                        || m.as_str() == "明确"
                            && rest.starts_with(['，', '：'])
                            && demands_now(rest) => {}
                    None => continue,
                }
            }
            // 部署了六项工作：第一…: only where the items follow.
            if m.as_str().ends_with(['作', '务']) && !rest.starts_with('：') {
                continue;
            }
            let sentence = self
                .text
                .sentence_of(verb)
                .map_or(line.start(), Span::start);
            let after_cue = out.last().map_or(0, |c| c.verb.end());
            let window = before(&self.text.folded, verb.start(), 110);
            let from = sentence.max(verb.start() - window.len()).max(after_cue);
            let left = Span::new(from.min(verb.start()), verb.start());
            let left = match disposes {
                Some(_) => Span::new(left.start(), left.start() + disposal(self.text.str(left))),
                None => left,
            };
            if let Some((speaker, start, quoted)) = self.speaker(left, headline, &out) {
                // 某领导在某会上提出明确要求，我们要…: only a mention, not his words.
                if quoted
                    && matches!(m.as_str(), "提出" | "明确")
                    && !rest_opens(&self.text.folded, verb)
                {
                    continue;
                }
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
        self.without_quoted_demands(line, &mut out);
        out
    }

    /// Drops what bodies are said to demand within an item of somebody's list: 一是抓进度。省文明办
    /// 要求本月完成。二是….
    fn without_quoted_demands(&self, line: Span, cues: &mut Vec<Cue>) {
        let said = self.text.str(line);
        let marks = |mark: char| {
            let mut found: Vec<usize> = Vec::new();
            for (i, c) in said.char_indices().filter(|(_, c)| *c == mark) {
                if said[i + c.len_utf8()..].starts_with(['是', '要']) {
                    found.push(line.start() + i);
                }
            }
            found
        };
        let (firsts, seconds) = (marks('一'), marks('二'));
        let mut before = line.start();
        cues.retain(|cue| {
            let within = matches!(cue.speaker, Speaker::Agency(_))
                && firsts.iter().any(|&f| {
                    let next = |s: &usize| *s > cue.verb.end();
                    f >= before
                        && f < cue.start
                        && seconds.iter().any(next)
                        && !firsts.iter().any(|&g| g >= cue.verb.end())
                });
            if !within {
                before = cue.verb.end();
            }
            !within
        });
    }
}

/// Whether a place in a line stands within 《》.
fn in_title(line: &str, at: usize) -> bool {
    let left = &line[..at];
    let depth = left.matches('《').count() as i32 - left.matches('》').count() as i32;
    depth > 0 && line[at..].contains('》')
}

/// Whether 要求 is a noun, by what follows: 检查要求和标准, 统一到中央要求上来.
fn is_noun(rest: &str) -> bool {
    ["和", "与", "及", "上来", "落到", "贯穿", "传达", "、"]
        .iter()
        .any(|w| rest.starts_with(w))
}

/// Where what leads to a disposal ends, before what is disposed and how: 并对下一步工作进行|安排.
fn disposal(left: &str) -> usize {
    static HOW: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?:并|同时)?(?:[就对][^，。；]{1,40})?(?:进行|作出|做出|作|做)了?\p{Han}{0,6}$",
        )
        .expect("a valid pattern")
    });
    HOW.find(left).map_or(left.len(), |m| m.start())
}

/// Whether words follow a verb: 提出要求：….
fn rest_opens(folded: &str, verb: Span) -> bool {
    folded[verb.end()..].starts_with(['：', '“'])
}

/// After 提出 or 明确: whether a list of requirements is announced, and where it opens.
fn opens_list(rest: &str) -> Option<usize> {
    static LIST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^了?(?:以下|如下|明确|具体|殷切|严格|更高|新|工作|几|[一二三四五六七八九十两\d]{1,2}|点|条|项|个|方面|的|个方面|进一步){0,5}(?:要求|意见|希望|建议|措施|期望|任务)(?:[：，。]|$)").expect("a valid pattern")
    });
    let m = LIST.find(rest)?;
    // 提出具体要求，市领导某某出席: nothing of what is demanded follows.
    if m.as_str().ends_with('，') && !demands_next(&rest[m.end()..]) {
        return None;
    }
    let end = m.as_str().trim_end_matches(['：', '，', '。']).len();
    Some(end)
}

/// Whether a demand opens right behind a mark: 会议明确，要….
fn demands_now(rest: &str) -> bool {
    let said = rest.trim_start_matches(['，', '：']);
    ["要", "必须", "一是", "一要"]
        .iter()
        .any(|w| said.starts_with(w))
}

/// Whether what is demanded follows a comma: a number, 要, or whom it addresses.
fn demands_next(rest: &str) -> bool {
    let clause = rest.split(['，', '。', '；']).next().unwrap_or(rest);
    let opens = [
        "一", "首", "第", "其", "（", "1", "①", "要", "必须", "强调", "希望", "指出", "务",
    ];
    opens.iter().any(|w| rest.starts_with(w))
        || ["要", "必须", "务必"].iter().any(|w| clause.contains(w))
}

/// Whether what is demanded follows 提出 at once: 提出第一要…, 提出，今年要….
fn opens_demand(rest: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[：，]?(?:第一|一[是要]|首先|要|必须)").expect("a valid pattern")
    });
    let sentence = crate::text::after(rest, 0, 60);
    let sentence = sentence.split('。').next().unwrap_or(sentence);
    NUMBER.is_match(rest)
        || sentence.starts_with('，') && (sentence.contains('要') || sentence.contains("必须"))
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
