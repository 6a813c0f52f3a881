//! Numbers with their units: 3.2亿元, 23微克/立方米, 50余万人次, 85%以上.

use crate::base::Span;
use crate::lexicon::Lexicon;

/// A number with a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// From the first digit to the unit's end, in bytes of the sentence.
    pub span: Span,
    /// A decimal, with 万 and 亿 multiplied out.
    pub value: String,
    pub unit: &'static str,
    /// What 以上, 以内, 左右 behind it or 余 in it say.
    pub bound: Option<&'static str>,
    /// Behind 以上, 以内, 左右.
    pub end: usize,
}

/// Multiples between a number and its unit, the longest first, with the power of ten.
const POWERS: [(&str, usize); 8] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("千万", 7),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
];

/// What stands behind a unit and says how the number bounds.
const BEHIND: [(&str, &str); 9] = [
    ("以上", "at least"),
    ("及以上", "at least"),
    ("以内", "at most"),
    ("之内", "at most"),
    ("以下", "at most"),
    ("及以下", "at most"),
    ("左右", "about"),
    ("上下", "about"),
    ("多", "at least"),
];

/// Words behind a number that belong to no noun that it counts.
const CLOSING: [&str; 8] = ["同比", "环比", "较", "比", "用于", "是", "以来", "并"];

/// The numbers of a sentence that have a unit, in order. Parts of a range (5至7%), of a fraction or of a longer
/// number are none; nor is a number that a noun follows (300个项目, 2公里范围).
pub(super) fn numbers(s: &str) -> Vec<Number> {
    let bytes = s.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(skip) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + skip;
        let digits = |b: &u8| b.is_ascii_digit() || matches!(b, b'.' | b',');
        let length = bytes[start..].iter().take_while(|b| digits(b)).count();
        let end = start + s[start..start + length].trim_end_matches(['.', ',']).len();
        at = start + length;
        if let Some(number) = number(s, start, end) {
            at = number.span.end();
            out.push(number);
        }
    }
    out
}

fn number(s: &str, start: usize, end: usize) -> Option<Number> {
    if s[end..].starts_with(['年', '月', '日', '时', '号', '届', '岁']) {
        return None;
    }
    let before = s[..start].chars().next_back();
    let joined = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                '-' | '—' | '–' | '~' | '～' | '/' | '第' | '至' | '到' | ':' | '：' | '+' | '.'
            )
    };
    let digits = &s[start..end];
    // 增至23吨 is no range, 5至23吨 is one.
    let range = |c: char| {
        !matches!(c, '至' | '到' | '：' | '第') || c == '第' || {
            let rest = s[..start].strip_suffix(c).unwrap_or("");
            rest.ends_with(|c: char| c.is_ascii_digit() || "%‰万亿元吨".contains(c))
        }
    };
    if before.is_some_and(|c| joined(c) && range(c)) {
        return None;
    }
    let mut at = end;
    let mut bound = None;
    let more = |at: &mut usize| {
        let word = ["余", "多"].into_iter().find(|w| s[*at..].starts_with(w));
        *at += word.map_or(0, str::len);
        word.map(|_| "at least")
    };
    bound = bound.or(more(&mut at));
    let mut power = 0;
    if let Some((word, tens)) = POWERS.iter().find(|(word, _)| s[at..].starts_with(word)) {
        power = *tens;
        at += word.len();
        bound = bound.or(more(&mut at));
    }
    let unit = Lexicon::embedded().unit(&s[at..])?;
    let end = at + unit.len();
    let mut after = end;
    if let Some((word, says)) = BEHIND.iter().find(|(word, _)| s[end..].starts_with(word)) {
        after += word.len();
        bound = bound.or(Some(says));
    }
    // 增长40.1%和6%: of several indicators.
    let rest = s[after..].trim_start_matches(['和', '、', '与', '及']);
    if rest.len() < s.len() - after && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let rest = &s[after..];
    let rest = rest.strip_prefix("人民币").unwrap_or(rest);
    let goes_on = CLOSING.iter().any(|w| rest.starts_with(w));
    let next = rest.chars().next();
    let noun = next.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) && !goes_on;
    if next.is_some_and(|c| matches!(c, '/' | '—' | '-' | '～' | '~' | '的' | '至')) || noun {
        return None;
    }
    Some(Number {
        span: Span::new(start, end),
        value: decimal(digits, power)?,
        unit,
        bound,
        end: after,
    })
}

/// A number times a power of ten, without needless zeros: 3.2 and 8 give 320000000.
fn decimal(digits: &str, power: usize) -> Option<String> {
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() || part.contains('.') {
        return None;
    }
    let mut part = part.to_owned();
    while part.len() < power {
        part.push('0');
    }
    let (shifted, rest) = part.split_at(power);
    let whole = format!("{whole}{shifted}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    Some(match rest {
        "" => whole.to_owned(),
        _ => format!("{whole}.{rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_of_ten_are_multiplied_out() {
        let of = |digits, power| decimal(digits, power).unwrap();
        assert_eq!(of("3.2", 8), "320000000");
        assert_eq!(of("85.20", 0), "85.2");
        assert_eq!(of("1,200", 4), "12000000");
        assert_eq!(of("0.05", 0), "0.05");
        assert_eq!(of("1.23456", 4), "12345.6");
        assert_eq!(decimal("1.2.3", 0), None);
    }

    #[test]
    fn ranges_ordinals_and_counted_nouns_are_no_numbers() {
        let of = |s| {
            let found = numbers(s);
            found
                .iter()
                .map(|n| format!("{}{}", n.value, n.unit))
                .collect::<Vec<_>>()
        };
        assert_eq!(of("投资3.2亿元，增至23吨"), ["320000000元", "23吨"]);
        assert_eq!(of("增长5%至7%，第3批，300个项目，2021年5月3日"), [""; 0]);
        assert_eq!(numbers("50余万人次以上")[0].bound, Some("at least"));
    }
}
