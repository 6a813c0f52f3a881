//! What one line looks like, judged by itself.

use super::patterns::{
    BARS, BYLINE, BYLINE_TIGHT, CAPTION, CLOSING, CLOSING_SPACED, COLONS, COPYRIGHT,
    COPYRIGHT_WORDS, DATE, DATELINE, DISCLAIMER, EDITORS, FURNITURE, FURNITURE_WORDS, ITEM, LABEL,
    MARKER, NAMES, PAGE, PARENTHESIS, PRINTED, PROVIDED, REPORTERS, WIRE, WIRES,
};
use crate::text::fold::is_han;
use crate::text::{Gate, Regex};

/// What a line shows without its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Holds a full stop, or is long, or opens what follows with a colon or semicolon.
    Sentences,
    /// Opens like an item of an enumeration, without a full stop.
    Item,
    /// Date, source, author.
    Credit,
    /// Editor or proof-reader: a credit that closes an article.
    Closing,
    /// Share bar, copyright, navigation.
    Furniture,
    /// Heads a list of other articles.
    Marker,
    /// Anything else: a headline, a name, a phrase.
    Bare,
}

/// A line and what can be said of it alone.
#[derive(Debug)]
pub(super) struct Line<'a> {
    text: &'a str,
    /// Code points.
    pub(super) chars: usize,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    pub(super) shape: Shape,
}

impl<'a> Line<'a> {
    /// Looks at a trimmed line; `gap` tells whether an empty one stands before it, `may_hold`
    /// whether a gate is open for it.
    pub(super) fn new(text: &'a str, gap: bool, may_hold: impl Fn(&Gate) -> bool) -> Self {
        let chars = text.chars().count();
        let shape = Look {
            text,
            chars,
            may_hold,
        }
        .shape();
        Self {
            text,
            chars,
            gap,
            shape,
        }
    }

    /// Whether it could be part of the article: no credit, furniture or marker.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.shape, Shape::Sentences | Shape::Item | Shape::Bare)
    }

    /// Whether it ends in a colon, or in a verb of saying and a comma, so that what follows
    /// belongs to it.
    pub(super) fn opens_list(&self) -> bool {
        self.text.ends_with('：') || self.text.strip_suffix('，').is_some_and(ends_in_lead_in)
    }

    /// Whether it has a headline's length and no lead-in's verb (会议指出 alone on its line).
    pub(super) fn is_headline(&self) -> bool {
        (6..=60).contains(&self.chars) && !ends_in_lead_in(self.text.trim_end_matches('，'))
    }

    /// Whether the text begins here: a sentence, and not merely a label with a colon.
    pub(super) fn opens_body(&self) -> bool {
        self.shape == Shape::Sentences && (self.has_full_stop() || !self.opens_list())
    }

    /// Whether a sentence ends in it.
    pub(super) fn has_full_stop(&self) -> bool {
        self.text.contains('。')
    }

    /// Whether it reads as the sentence that closes a report, be it by an exclamation mark or
    /// with its full stop forgotten.
    pub(super) fn closes_body(&self) -> bool {
        if !self.gap && self.text.ends_with(['！', '？', '…']) {
            return true;
        }
        let verbs = [
            "参加会议",
            "参加",
            "出席会议",
            "列席会议",
            "参会",
            "主持会议",
            "作了发言",
            "陪同",
        ];
        self.shape == Shape::Bare
            && self.chars >= 12
            && self.text.contains(['，', '、', '；'])
            && verbs.iter().any(|verb| self.text.ends_with(verb))
    }

    /// Whether a sentence asks the reader to subscribe, download or scan.
    pub(super) fn is_advertisement(&self) -> bool {
        let asks = ["欢迎", "请", "敬请", "长按", "点击", "更多", "想了解"];
        let what = [
            "客户端",
            "APP",
            "公众号",
            "二维码",
            "视频号",
            "订阅",
            "关注我们",
        ];
        self.chars <= 80
            && asks.iter().any(|a| self.text.starts_with(a))
            && what.iter().any(|w| self.text.contains(w))
    }
}

/// Whether a line ends in a verb that leads in what somebody says: 会议指出.
fn ends_in_lead_in(line: &str) -> bool {
    ["指出", "强调", "要求", "说", "表示", "提出", "认为"]
        .iter()
        .any(|verb| line.ends_with(verb))
}

/// A line that is looked at.
struct Look<'a, F> {
    text: &'a str,
    chars: usize,
    may_hold: F,
}

impl<F: Fn(&Gate) -> bool> Look<'_, F> {
    /// Whether a pattern matches that needs a word of a gate.
    fn matches(&self, gate: &Gate, pattern: &Regex) -> bool {
        let open = (self.may_hold)(gate);
        debug_assert!(
            open || !pattern.is_match(self.text),
            "the gate of `{}` lacks a word for: {}",
            pattern.as_str(),
            self.text
        );
        open && pattern.is_match(self.text)
    }

    /// Whether a pattern matches whose match begins with the line, by one of some characters.
    fn opens(&self, first: &str, pattern: &Regex) -> bool {
        let open = self.text.starts_with(|c| first.contains(c));
        debug_assert!(open || !pattern.is_match(self.text));
        open && pattern.is_match(self.text)
    }

    fn shape(&self) -> Shape {
        let (text, chars) = (self.text, self.chars);
        if chars <= 120 && self.matches(&COPYRIGHT_WORDS, &COPYRIGHT)
            || self.opens("【（版免特郑声凡", &DISCLAIMER)
        {
            return Shape::Furniture;
        }
        if chars <= 50 && text.contains('摄') && CAPTION.is_match(text) {
            return Shape::Credit;
        }
        let stop = text.trim_end_matches(['”', '’', '）', '」', ' ']);
        let stopped = stop.strip_suffix('。').unwrap_or(stop);
        let sentences = stopped.contains('。') || (stopped.len() < stop.len() && chars > 20);
        if sentences {
            return Shape::Sentences;
        }
        if self.is_marker() {
            return Shape::Marker;
        }
        if let Some(credit) = self.credit() {
            return credit;
        }
        if stopped.len() < stop.len() {
            return Shape::Sentences;
        }
        if chars <= 80 && self.matches(&FURNITURE_WORDS, &FURNITURE)
            || (self.may_hold)(&BARS) && is_navigation(text)
        {
            return Shape::Furniture;
        }
        let long = chars > 50 && text.contains('，');
        if long || stop.ends_with(['：', '；']) || ends_in_ascii_stop(stop) {
            return Shape::Sentences;
        }
        if ITEM.is_match(text) {
            return Shape::Item;
        }
        Shape::Bare
    }

    /// Whether the line heads a list of other articles. What opens a heading stands behind signs.
    fn is_marker(&self) -> bool {
        const OPENERS: &str = "相延扩拓推新热精最往编今图更猜大为点阅网友本上下前后2";
        let opener = self.text.find(|c| is_han(c) || c.is_ascii_digit());
        let open = opener.is_some_and(|i| self.text[i..].starts_with(|c| OPENERS.contains(c)));
        debug_assert!(open || !MARKER.is_match(self.text));
        open && MARKER.is_match(self.text)
    }

    /// A credit, if a line without a sentence is one.
    fn credit(&self) -> Option<Shape> {
        let (text, chars) = (self.text, self.chars);
        if chars > 120 {
            return None;
        }
        let edited = (self.may_hold)(&EDITORS);
        debug_assert!(edited || !CLOSING.is_match(text) && !CLOSING_SPACED.is_match(text));
        let closing = edited
            && CLOSING.find(text).is_some_and(|found| {
                // 编辑 and the like inside a headline are preceded by other words and no separator.
                let before = text[..found.start()].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric())
            });
        if closing || edited && CLOSING_SPACED.is_match(text) {
            return Some(Shape::Closing);
        }
        let labelled = (self.may_hold)(&COLONS);
        debug_assert!(labelled || !LABEL.is_match(text));
        let label = labelled
            && LABEL.find(text).is_some_and(|found| {
                let before = &text[..found.start()];
                before.chars().count() <= 12 || before.ends_with([' ', '|', '（', '【', '[', '丨'])
            });
        let parenthesis = self.opens("（(【[", &PARENTHESIS) && PROVIDED.is_match(text);
        let dated = self.opens("（(【[0123", &DATELINE) && !text.contains('，');
        let printed = chars <= 60 && self.matches(&PAGE, &PRINTED) && DATE.is_match(text);
        let credit = label
            || parenthesis
            || dated
            || printed
            || self.opens("（(", &NAMES)
            || self.matches(&REPORTERS, &BYLINE)
            || self.opens("（(□■记通", &BYLINE_TIGHT)
                && !text.contains("调查")
                && !text.contains("手记")
            || self.matches(&WIRES, &WIRE);
        credit.then_some(Shape::Credit)
    }
}

/// 首页 | 时政 | 区县: short words between bars.
fn is_navigation(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['|', '>', '»', '丨']).map(str::trim).collect();
    parts.len() >= 3 && parts.iter().all(|p| p.chars().count() <= 8)
}

fn ends_in_ascii_stop(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('.')
        && back
            .next()
            .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
