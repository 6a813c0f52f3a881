//! Meetings that have the name of the organ that meets: 市委常委会召开会议, 县人大常委会举行第五次会议.

use std::sync::LazyLock;

use super::Meeting;
use crate::base::{Span, Spans};
use crate::mentions::scan::{Landmark, Scan};
use crate::mentions::{Kind, Mention};
use crate::text::{Paragraph, ParagraphKind, Regex, Text};

/// 市委常委会召开会议: the meeting of an organ, named after it.
pub(super) fn organs(
    text: &Text,
    scan: &Scan,
    paragraph: Paragraph,
    masked: &Spans,
    out: &mut Vec<Meeting>,
) {
    static MEETING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{Han}{1,24}(?:常委会|政治局|党组|领导小组|指挥部|委员会|联席会议|专班|理事会|董事会))(?:\p{Han}{0,3}日?)(?:上午|下午)?(?:召开|举行)((?:(?:\d{4}年)?度?第[一二三四五六七八九十百零\d]{1,4}次)?(?:全体)?(?:（扩大）|扩大)?会议)").expect("a valid pattern")
    });
    static OF_COMMITTEE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(\p{Han}{0,10}(?:省委|市委|县委|区委|州委|盟委|旗委|政协))(?:召开|举行)(常委会?(?:（扩大）)?(?:扩大)?会议)").expect("a valid pattern")
    });
    // 县政府召开专题会议: a kind is all the name it has.
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\p{Han}(?:召开|举行)了?((?:常务|专题|全体|党组|主席|主任|主任委员|紧急)?(?:（扩大）|扩大)?会议|专题会)").expect("a valid pattern")
    });
    let found = |kind, pattern| scan.captures(text, paragraph.span, kind, pattern);
    let at = |m: regex::Match| Span::new(m.start(), m.end()).shift(paragraph.span.start());
    let standing = found(Landmark::Standing, &OF_COMMITTEE).filter_map(|found| {
        let (organ, name) = (at(found.get(1)?), at(found.get(2)?));
        let value = format!("{}{}", text.surface(organ), text.surface(name));
        Some((organ.to(name), value))
    });
    let kinds = found(Landmark::Kind, &KIND).filter_map(|found| {
        let name = at(found.get(1)?);
        let rest = &text.folded[name.end()..];
        let stands =
            name.len() > "会议".len() && !rest.starts_with("成员") && !rest.starts_with('（');
        stands.then(|| (name, text.surface(name).to_owned()))
    });
    let others = found(Landmark::Meets, &MEETING).filter_map(|found| {
        let (organ, kind) = (at(found.get(1)?), at(found.get(2)?));
        let value = format!("{}{}", text.surface(organ), text.surface(kind));
        Some((organ, value))
    });
    for (span, value) in standing
        .chain(kinds)
        .chain(others)
        .filter(|(span, _)| !masked.overlap(*span))
    {
        let mention = Mention {
            span,
            kind: Kind::Meeting,
            value,
            rule: "meeting-organ",
        };
        out.push(Meeting {
            mention,
            held: true,
            headline: paragraph.kind == ParagraphKind::Title,
            again: false,
        });
    }
}
