//! Words that decide whether a rule is worth trying near a place: the scan finds them in its one
//! pass, and a rule that needs one looks where the next of them lies.

use crate::mentions::agencies::{headless, heads, villages};

/// What rules look for before they read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::mentions) enum Landmark {
    /// What makes a village's or town's body of the name before it: 村党, 街道办事处.
    Village,
    /// An ending of a name without a head: 公司, 指挥部.
    Ending,
    /// A kind of zone: 开发区, 新城.
    Zone,
    /// A kind of branch: 分局, 支队.
    Branch,
    /// 局, in which bureaus' names end.
    Bureau,
}

/// How many kinds there are.
pub(super) const KINDS: usize = Landmark::Bureau as usize + 1;

/// The words of each kind; one word may be of several.
pub(super) fn words() -> impl Iterator<Item = (&'static str, Landmark)> {
    let of = |kind| move |word: &&'static str| (*word, kind);
    let endings = headless::ENDINGS.iter().copied().flatten();
    let villages = villages::BODIES.iter().map(of(Landmark::Village));
    villages
        .chain(endings.map(of(Landmark::Ending)))
        .chain(heads::ZONES.iter().map(of(Landmark::Zone)))
        .chain(heads::BRANCHES.iter().map(of(Landmark::Branch)))
        .chain([("局", Landmark::Bureau)])
}
