//! Local committees of other parties and the Youth League, Party organisations of villages.

use std::sync::LazyLock;

use super::{Reader, generic};
use crate::text::Regex;

impl Reader<'_> {
    /// A local committee of one of the other parties: 民建佛山市委会.
    pub(super) fn party(&self, at: usize) -> Option<usize> {
        static PARTY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^(?:民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|台盟|共青团)\p{Han}{0,6}?(?:(?:省|市|县|区|州|自治区)(?:委(?:员会|会)?|总支(?:部)?(?:委员会)?|支部(?:委员会)?|基层委员会|工委|筹委会)|中央(?:委员会)?)").expect("a valid pattern")
        });
        static LEAGUE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("^团(?:省|市|县|区|州|自治区)委").expect("a valid pattern")
        });
        let rest = &self.s[at..];
        let found = if rest.starts_with(['民', '农', '致', '九', '台', '共']) {
            PARTY
                .find(rest)
                .filter(|_| !rest.starts_with("民革命") && !self.s[..at].ends_with('人'))
        } else if rest.starts_with('团') {
            LEAGUE.find(rest)
        } else {
            None
        };
        found.map(|m| at + m.end())
    }

    /// A village's Party organisation: 史堡村党总支.
    pub(super) fn village(&self, at: usize) -> Option<usize> {
        static VILLAGE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^\p{Han}{1,5}(?:村|社区)(?:党支部|党总支|党委|村民委员会|村委会|居民委员会|居委会)|^\p{Han}{1,5}村委会|^\p{Han}{2,4}(?:街道|[镇乡])(?:党工委|党委|人民政府|政府|办事处)|^\p{Han}{2,4}办事处").expect("a valid pattern")
        });
        let before = self.s[..at].chars().next_back();
        let bounded = before
            .is_none_or(|c| !('\u{4e00}'..='\u{9fff}').contains(&c) || "由和与及镇乡".contains(c));
        if !bounded {
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
