//! Whom a requirement addresses besides the subject of 要: 各县区 at its front, 由市住建局牵头,
//! 市财政局要….

use std::sync::LazyLock;

use super::opener::addressee;
use crate::base::Span;
use crate::links::Entities;
use crate::text::{Regex, Text};

/// Whom a requirement without 要 addresses: 各级各部门压实责任, 由各县区负责落实.
pub(super) fn generic(text: &Text, whole: Span) -> Option<Span> {
    static FRONT: LazyLock<Regex> = LazyLock::new(|| {
        let each = "各地各部门|各级各部门|各级各单位|各部门各单位|各地各单位|各级党委和?政府|各级党组织|各级领导干部|各级政府|各级|各地|各方";
        let kinds = "有关部门|部门|单位|县（市、?区）|县（区）|市（县）|县市区|县区|区县|市县|区市|州市|市州|街道|乡镇（街道）|镇街|乡镇|成员单位|企业|学校|专班|工作组|小组";
        Regex::new(&format!(
            "^(?:{each}|(?:各|有关|相关|市直|县直|区直|省直|州直|属地)(?:市直|县直|区直|相关|有关|牵头|责任|成员|职能|行业|主管)*(?:{kinds}))(?:(?:、|和|及|以及|与)?(?:各|有关|相关|市直|县直)+(?:{kinds}))*"
        ))
        .expect("a valid pattern")
    });
    static CHARGED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:由|责成|督促|请)(?P<whom>[^，。；：“”由请的]{2,30}?)(?:牵头|负责|会同|组织实施|具体|抓好|尽快|限期|立即)")
            .expect("a valid pattern")
    });
    let said = text.str(whole);
    if said.starts_with(['各', '有', '相', '市', '县', '区', '省', '州', '属'])
        && let Some(m) = FRONT.find(said)
    {
        let next = said[m.end()..].chars().next();
        let whole_phrase = !next.is_some_and(|c| "的间之内性长区级、和与及等于是".contains(c));
        return whole_phrase.then(|| Span::new(m.start(), m.end()).shift(whole.start()));
    }
    if !said.contains(['由', '责', '督', '请']) {
        return None;
    }
    CHARGED.captures_iter(said).find_map(|c| {
        let whom = c.name("whom")?;
        let whom = Span::new(whom.start(), whom.end()).shift(whole.start());
        addressee(text, whom).filter(|found| found.end() == whom.end())
    })
}

/// Full names of the agencies that a requirement addresses, in the order of the text.
pub(super) fn named(
    text: &Text,
    entities: &Entities,
    whole: Span,
    audience: Option<Span>,
) -> Vec<String> {
    let around = audience.map_or(whole, |a| {
        Span::new(a.start().min(whole.start()), whole.end().max(a.end()))
    });
    let mentions = &entities.agency_mentions;
    let first = mentions.partition_point(|m| m.span.start() < around.start());
    let within: Vec<Span> = mentions[first..]
        .iter()
        .map(|m| m.span)
        .take_while(|span| span.end() <= around.end())
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut i = 0;
    while i < within.len() {
        // 市发改委、市财政局和市住建局: addressed together.
        let mut last = i;
        while within.get(last + 1).is_some_and(|next| {
            let end = within[last].end().min(next.start());
            matches!(
                text.str(Span::new(end, next.start())),
                "、" | "和" | "与" | "及" | "以及" | ""
            )
        }) {
            last += 1;
        }
        let run = within[i].to(within[last]);
        let addressed = audience.is_some_and(|a| a.contains(run)) || acts(text, around, run);
        if addressed {
            for span in &within[i..=last] {
                for name in entities.agency_names(*span) {
                    if !out.iter().any(|known| known == name) {
                        out.push(name.to_owned());
                    }
                }
            }
        }
        i = last + 1;
    }
    out
}

/// Whether agencies are told to act: at the front of a clause or behind 由, and before 要, 牵头
/// and the like.
fn acts(text: &Text, around: Span, run: Span) -> bool {
    static ACTS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:等\p{Han}{0,4}?(?:部门|单位|地|企业|机构))?(?:主要|分管)?(?:负责人|负责同志|领导)?(?:都|均|也|作为\p{Han}{2,8}，)?(?:要[^求素点闻]|必须|务必|应当|应该|须|负责|牵头|具体负责|会同|配合|抓紧|尽快|立即|限期)")
            .expect("a valid pattern")
    });
    let left = &text.folded[around.start()..run.start()];
    let opens = left.is_empty()
        || left.ends_with(['，', '。', '；', '：', '、', '由', '请', '\n', '”'])
        || ["责成", "督促", "要求", "会同", "同时"]
            .iter()
            .any(|word| left.ends_with(word));
    opens && ACTS.is_match(&text.folded[run.end()..around.end()])
}
