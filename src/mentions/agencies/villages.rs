//! Bodies of villages, streets and towns that no gazetteer lists: 史堡村党总支, 红旗街道办事处.

use std::sync::LazyLock;

use super::{Reader, generic};
use crate::mentions::scan::Landmark;
use crate::text::Regex;

/// What makes a village's or town's body of the name before it.
pub(in crate::mentions) const BODIES: [&str; 22] = [
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
    "街道人民政府",
    "街道政府",
    "街道办事处",
    "镇办事处",
    "乡办事处",
];

/// As many bytes as a name before them has at most.
pub(super) const LONGEST: usize = 5 * 4;

impl Reader<'_> {
    /// A village's Party organisation: 史堡村党总支.
    pub(super) fn village(&self, at: usize, begins: u8) -> Option<usize> {
        static VILLAGE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\p{Han}{1,5}(?:村|社区)(?:党支部|党总支|党委|村民委员会|村委会|居民委员会|居委会)|^\p{Han}{1,5}村委会|^\p{Han}{2,4}(?:街道|[镇乡])(?:党工委|党委|人民政府|政府|办事处)|^\p{Han}{2,4}办事处").expect("a valid pattern")
        });
        let near = |body: usize| body - at <= LONGEST;
        if begins & super::begins::VILLAGE == 0
            || !self.scan.next(Landmark::Village, at + 1).is_some_and(near)
        {
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
