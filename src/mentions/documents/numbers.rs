//! Numbers of documents (发文字号): 国发〔2018〕22号, in whatever brackets; 国务院令第682号.

use std::sync::LazyLock;

use super::{Kind, Mention, RULE, inside};
use crate::base::Span;
use crate::text::{Regex, Text};

/// An organ's letters, the year in brackets, and the number; or the number of an order.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<organ>\p{Han}{2,14})[（〔\[【<〈](?P<year>(?:19|20)\d{2})[）〕\]】>〉] ?第?(?P<number>\d{1,5}) ?号(?:文件?)?|(?P<order>(?:国务院|主席|公安部|人民政府|政府|部)令?第?\d{1,4}号令?)")
        .expect("a valid pattern")
});

/// Verbs and particles that stand before an organ's letters: 传达了国发….
const BEFORE: [char; 19] = [
    '了', '的', '和', '与', '及', '据', '照', '实', '彻', '习', '达', '议', '行', '按', '以', '对',
    '将', '把', '是',
];

/// Finds the numbers of a text, each with its place and as standards write it, the year in 〔〕.
///
/// ```
/// use zhengmai::mentions::documents::numbers;
/// let found: Vec<String> = numbers("传达了国发[2018]22号文件和国务院令第682号").map(|(_, n)| n).collect();
/// assert_eq!(found, ["国发〔2018〕22号", "国务院令第682号"]);
/// ```
pub fn numbers(folded: &str) -> impl Iterator<Item = (std::ops::Range<usize>, String)> + '_ {
    // 号 stands behind a number in all of them.
    let numbered = |(i, _)| {
        folded[..i]
            .trim_end_matches(' ')
            .ends_with(|c: char| c.is_ascii_digit())
    };
    let found = folded.match_indices('号').any(numbered);
    let found = found.then(|| NUMBER.captures_iter(folded));
    found.into_iter().flatten().filter_map(|c| {
        let whole = c.get(0)?;
        if let Some(order) = c.name("order") {
            let order = order.as_str();
            return order
                .contains('令')
                .then(|| (whole.range(), order.to_owned()));
        }
        let organ = c.name("organ")?;
        let cut = organ
            .as_str()
            .rfind(BEFORE)
            .map_or(0, |i| i + '了'.len_utf8());
        let letters = &organ.as_str()[cut..];
        let number = format!("{letters}〔{}〕{}号", &c["year"], &c["number"]);
        let kept = letters.chars().count() > 1 && letters.len() <= 30;
        kept.then(|| (whole.start() + cut..whole.end(), number))
    })
}

/// Adds documents that are named by their number alone: 按照安政办〔2018〕15号文件要求.
pub(super) fn alone(text: &Text, line: Span, marked: &[Span], out: &mut Vec<Mention>) {
    if !text.marks(line).any(|(_, c)| c.is_ascii_digit()) {
        return;
    }
    let said = text.str(line);
    for (range, number) in numbers(said) {
        let (left, right) = (&said[..range.start], &said[range.end..]);
        let span = Span::new(range.start, range.end).shift(line.start());
        // A title beside it has it; 3号地块 is numbered like a document.
        let titled = left
            .trim_end_matches(['（', '，', ' '])
            .ends_with(['》', '〉'])
            || right.starts_with(['《', '）'])
            || inside(span, marked);
        let thing = right.starts_with(['地', '宗', '楼', '院', '线', '机', '车', '标', '案', '判']);
        if titled || thing || number.contains('令') {
            continue;
        }
        let end = span.end()
            - ["文件", "文"]
                .iter()
                .find(|word| said[range.clone()].ends_with(**word))
                .map_or(0, |word| word.len());
        out.push(Mention {
            span: Span::new(span.start(), end),
            kind: Kind::Document,
            value: number,
            rule: RULE,
        });
    }
}
