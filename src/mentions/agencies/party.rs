//! Local committees of other parties and the Youth League.

use std::sync::LazyLock;

use super::Reader;
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
}
