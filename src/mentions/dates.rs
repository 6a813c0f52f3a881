//! Dates: 2018年5月29日, 5月29日, 八月二十一日, 2019-09-04, 18日下午, 今天, 昨日.

use std::sync::LazyLock;

use super::{Kind, Mention};
use crate::base::{PartialDate, Span};
use crate::text::{Gate, ParagraphKind, Regex, Text, after};

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^(?:(?:(?P<y1>(?:19|20)\d{2})年\s?)?(?P<m1>\d{1,2})月(?P<d1>\d{1,2})(?:日|号)
        | (?P<m3>[一二三四五六七八九十]{1,2})月(?P<d4>[一二三四五六七八九十]{1,3})日
        | (?P<y2>(?:19|20)\d{2})[-/.](?P<m2>\d{1,2})[-/.](?P<d2>\d{1,2})
        | (?P<d3>\d{1,2})日(?P<after>上午|下午|晚|凌晨|中午|清晨|傍晚|夜|电|讯|至|，|在|召开|主持|组织|举行|开幕|出席|赴)
        | (?P<rel>今天|今日|昨天|昨日|前天|当天|当日|当晚|同日))",
    )
    .expect("a valid pattern")
});

static RELATIVE: LazyLock<Gate> = LazyLock::new(|| {
    Gate::new([
        "今天", "今日", "昨天", "昨日", "前天", "当天", "当日", "当晚", "同日",
    ])
});
static SPELT: LazyLock<Gate> =
    LazyLock::new(|| Gate::new(NUMERALS.map(|month| format!("{month}月"))));

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The dates of a line and where each begins, from left to right. They are searched only where
/// digits stand, or numerals and words of days where the line holds such; and a number only
/// where the right word follows it.
fn dates_in(text: &Text, span: Span) -> impl Iterator<Item = (usize, regex::Captures<'_>)> {
    let line = text.str(span);
    let mut digits: Vec<usize> = text
        .marks(span)
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at - span.start())
        .collect();
    let words = text.may_hold(span, &RELATIVE) || text.may_hold(span, &SPELT);
    if words {
        let opens =
            |c: char| NUMERALS.contains(&c) || matches!(c, '今' | '昨' | '前' | '当' | '同');
        digits.extend(
            line.char_indices()
                .filter(|(_, c)| opens(*c))
                .map(|(at, _)| at),
        );
        digits.sort_unstable();
    }
    let mut from = 0;
    digits.into_iter().filter_map(move |at| {
        let rest = &line[at..];
        if at < from || !may_be_date(rest) {
            return None;
        }
        let found = DATE.captures(after(rest, 0, LONGEST))?;
        from = at + found.get(0).map_or(1, |whole| whole.end());
        Some((at, found))
    })
}

/// Whether the number or word that a string begins with has what follows it in a date.
fn may_be_date(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.len() - after.len();
    let year = digits == 4 && (rest.starts_with("19") || rest.starts_with("20"));
    let mut follows = after.chars();
    match follows.next() {
        Some('年' | '-' | '/' | '.') if digits > 0 => year,
        Some('月' | '日') if digits > 0 => digits <= 2,
        _ if digits > 0 => false,
        Some('今' | '昨' | '前' | '当' | '同') => {
            matches!(follows.next(), Some('天' | '日' | '晚'))
        }
        _ => after.trim_start_matches(NUMERALS).starts_with('月'),
    }
}

/// More characters than a date has.
const LONGEST: usize = 20;

/// Finds dates in title, body and credit lines; `value` is partial ISO 8601.
///
/// A bare day (18日) takes month and year of the date before it; 今天 and 昨天 count
/// from the date of publication, where the text or its source states one. What stays
/// without a month is left out.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::dates, text::Text};
/// let text = Text::new(&Article::new("简讯\n6月13日至15日，检查组赴海北州。14日下午，检查组召开座谈会。"));
/// let dates: Vec<_> = dates::recognise(&text, None).into_iter().map(|m| m.value).collect();
/// assert_eq!(dates, ["--06-13", "--06-14"]);
/// ```
pub fn recognise(text: &Text, published: Option<PartialDate>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut last = published;
    let mut named = false;
    for paragraph in text
        .paragraphs
        .iter()
        .filter(|p| p.kind != ParagraphKind::Boilerplate)
    {
        for (at, found) in dates_in(text, paragraph.span) {
            let whole = found.get(0).expect("a match has a whole");
            let number = |name: &str| {
                found
                    .name(name)
                    .and_then(|m| m.as_str().parse::<i16>().ok())
            };
            let (start, mut end) = (at, at + whole.end());
            // 10日至12日: the first day is the date.
            let line = text.str(paragraph.span);
            if number("d3").is_some()
                && ["至", "到", "-", "—", "～", "~"]
                    .iter()
                    .any(|w| line[..start].ends_with(w))
            {
                continue;
            }
            let date = if let Some(day) = number("d3") {
                end = found.name("after").map_or(end, |m| at + m.start());
                last.filter(|_| named)
                    .and_then(|l| PartialDate::new(l.year, l.month, i8::try_from(day).ok()))
                    .or_else(|| bare_day(published, day))
            } else if let Some(word) = found.name("rel") {
                relative(word.as_str(), published, last)
            } else {
                let year = number("y1").or(number("y2"));
                let spelt = |name| found.name(name).and_then(|m| spelt_number(m.as_str()));
                let month = number("m1")
                    .or(number("m2"))
                    .or_else(|| spelt("m3"))
                    .and_then(|m| i8::try_from(m).ok());
                let day = number("d1")
                    .or(number("d2"))
                    .or_else(|| spelt("d4"))
                    .and_then(|d| i8::try_from(d).ok());
                PartialDate::new(year, month, day)
            };
            let Some(date) = date else { continue };
            last = Some(date);
            named = true;
            out.push(Mention {
                span: Span::new(start, end).shift(paragraph.span.start()),
                kind: Kind::Date,
                value: date.to_string(),
                rule: "date",
            });
        }
    }
    out
}

/// A bare day, seen from the day of publication: of its month, or of the month before.
fn bare_day(published: Option<PartialDate>, day: i16) -> Option<PartialDate> {
    let published = published?;
    let day = i8::try_from(day).ok();
    let (year, month) = match published.month {
        Some(month) if published.day < day => match month - 1 {
            0 => (published.year.map(|y| y - 1), Some(12)),
            before => (published.year, Some(before)),
        },
        month => (published.year, month),
    };
    PartialDate::new(year, month, day)
}

/// 二十一 → 21.
fn spelt_number(word: &str) -> Option<i16> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = |digit: char| {
        DIGITS
            .iter()
            .position(|d| *d == digit)
            .map(|i| i as i16 + 1)
    };
    match word.split_once('十') {
        Some((tens, ones)) => {
            let tens = tens.chars().next().map_or(Some(1), value)?;
            let ones = ones.chars().next().map_or(Some(0), value)?;
            Some(tens * 10 + ones)
        }
        None => value(word.chars().next()?),
    }
}

/// 今天 is the day of publication, 昨天 the day before; 当天 the date named last.
fn relative(
    word: &str,
    published: Option<PartialDate>,
    last: Option<PartialDate>,
) -> Option<PartialDate> {
    let days = match word {
        "今天" | "今日" => 0,
        "昨天" | "昨日" => 1,
        "前天" => 2,
        _ => return last.filter(|l| l.day.is_some()),
    };
    let from = published.or(last).filter(|d| d.day.is_some())?;
    if days == 0 {
        return Some(from);
    }
    let date = jiff::civil::Date::new(from.year?, from.month?, from.day?).ok()?;
    let date = date.checked_sub(jiff::Span::new().days(days)).ok()?;
    PartialDate::new(Some(date.year()), Some(date.month()), Some(date.day()))
}

/// The day of publication that the text itself states: in a credit line, else in a
/// dateline of the form （2023年07月19日 …版） or 日报 2022年8月26日.
///
/// ```
/// use zhengmai::{ingest::Article, mentions::dates, text::Text};
/// let article = Article::new("海伦市召开现场会\n2019-09-04 08:30  来源：海伦融媒\n9月3日，海伦市召开现场会，副市长出席。");
/// assert_eq!(dates::published(&Text::new(&article)).unwrap().to_string(), "2019-09-04");
/// ```
pub fn published(text: &Text) -> Option<PartialDate> {
    let full = |span: Span| {
        dates_in(text, span).find_map(|(_, found)| {
            let number = |a: &str, b: &str| {
                found
                    .name(a)
                    .or(found.name(b))
                    .and_then(|m| m.as_str().parse::<i16>().ok())
            };
            PartialDate::new(
                Some(number("y1", "y2")?),
                Some(number("m1", "m2")? as i8),
                Some(number("d1", "d2")? as i8),
            )
        })
    };
    let of = |kind: ParagraphKind| text.paragraphs.iter().filter(move |p| p.kind == kind);
    of(ParagraphKind::Credit)
        .find_map(|p| full(p.span))
        .or_else(|| {
            of(ParagraphKind::Boilerplate).find_map(|p| {
                let line = text.str(p.span);
                (line.contains("日报》") || line.contains("发布"))
                    .then(|| full(p.span))
                    .flatten()
            })
        })
}
