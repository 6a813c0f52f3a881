//! Bodies of villages, streets and towns that no gazetteer lists: 史堡村党总支, 红旗街道办事处.

use std::sync::LazyLock;

use super::{Reader, generic};
use crate::text::{Regex, WordList};

/// Where in a text something stands that makes a village's or town's body of the name before it.
pub(super) fn bodies(s: &str) -> Vec<usize> {
    const BODIES: [&str; 17] = [
        "村党",
        "社区党",
        "村村民委",
        "社区村民委",
        "村村委",
        "社区村委",
        "村居",
        "社区居",
        "村委会",
        "街道党",
        "镇党",
        "乡党",
        "镇人民政府",
        "乡人民政府",
        "镇政府",
        "乡政府",
        "办事处",
    ];
    static LIST: LazyLock<WordList> = LazyLock::new(|| {
        let streets = [
            "街道人民政府",
            "街道政府",
            "街道办事处",
            "镇办事处",
            "乡办事处",
        ];
        WordList::new(BODIES.into_iter().chain(streets).zip(0..))
    });
    let mut out = Vec::new();
    LIST.each(s, |start, _, _| out.push(start));
    out
}

impl Reader<'_> {
    /// A village's Party organisation: 史堡村党总支.
    pub(super) fn village(&self, at: usize) -> Option<usize> {
        static VILLAGE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\p{Han}{1,5}(?:村|社区)(?:党支部|党总支|党委|村民委员会|村委会|居民委员会|居委会)|^\p{Han}{1,5}村委会|^\p{Han}{2,4}(?:街道|[镇乡])(?:党工委|党委|人民政府|政府|办事处)|^\p{Han}{2,4}办事处").expect("a valid pattern")
        });
        let before = self.s[..at].chars().next_back();
        let bounded = before.is_none_or(|c| {
            !('\u{4e00}'..='\u{9fff}').contains(&c)
                || matches!(c, '由' | '和' | '与' | '及' | '镇' | '乡')
        });
        let body = self.villages.partition_point(|&body| body <= at);
        let near = self
            .villages
            .get(body)
            .is_some_and(|body| body - at <= 5 * 4);
        if !bounded {
            return None;
        }
        if !near {
            debug_assert!(!VILLAGE.is_match(&self.s[at..]), "{}", &self.s[at..]);
            return None;
        }
        let found = VILLAGE.find(&self.s[at..])?;
        let plural = [
            "各", "全", "每", "该", "本", "村", "多", "个", "级", "乡镇", "街道", "驻", "所有",
            "有关",
        ]
        .iter()
        .any(|w| found.as_str().starts_with(w))
            || !generic::plain(found.as_str());
        (!plural).then(|| at + found.end())
    }
}
