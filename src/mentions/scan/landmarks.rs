//! Words that decide whether a rule is worth trying at a place or on a line: the scan finds them
//! in its one pass, and a rule that needs one looks where the next of them lies.

use std::borrow::Cow;

use crate::lexicon::Lexicon;
use crate::mentions::agencies::{groups, headless, heads, shared, stations, villages};
use crate::mentions::{documents, initiatives, levels, meetings, persons, places};

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
    /// A count of places: 三家, 6省.
    Count,
    /// A part of an institution with its head's title: 庭庭长, 处副处长.
    Unit,
    /// A team of an institution: 驻村工作队.
    Team,
    /// What only news of a township has: 镇党委.
    Township,
    /// An initiative of the lexicon.
    Initiative,
    /// What an initiative known by its shape ends in, by shape.
    Strategy,
    Battle,
    Action,
    Doctrine,
    Chief,
    Principle,
    Responsibility,
    Year,
    /// The title of a statute.
    Statute,
    /// 法修正案.
    Amendment,
    /// What laws that no table has end in: 保护法, 促进条例.
    Law,
    /// What a meeting's name ends in.
    Meeting,
    /// 召开会议 and the like, behind an organ.
    Meets,
    /// 召开常委, behind a committee.
    Standing,
    /// 召开专题会 and the like.
    Kind,
    /// 召开, 举行.
    Holds,
    /// What a place's name ends in.
    PlaceEnding,
    /// An area that is known by name.
    Area,
    /// A river, mountain or region that is known by name.
    Landform,
    /// What closes a list of places, behind 等 or a number.
    Listed,
    /// What introduces a person without giving a post: 村民.
    Introducer,
    /// What shows at which level an article speaks of itself: 我市, 省委.
    Level,
}

/// How many kinds there are.
pub(super) const KINDS: usize = Landmark::Level as usize + 1;

/// The words of each kind; one word may be of several.
pub(super) fn words() -> Vec<(Cow<'static, str>, Landmark)> {
    let mut out: Vec<(Cow<'static, str>, Landmark)> = Vec::new();
    let mut add = |kind: Landmark, words: &[&'static str]| {
        out.extend(words.iter().map(|&word| (word.into(), kind)));
    };
    add(Landmark::Village, &villages::BODIES);
    for endings in headless::ENDINGS {
        add(Landmark::Ending, endings);
    }
    add(Landmark::Zone, &heads::ZONES);
    add(Landmark::Branch, &heads::BRANCHES);
    add(Landmark::Bureau, &["局"]);
    add(Landmark::Team, &groups::TEAMS);
    add(Landmark::Township, &stations::TOWNSHIP);
    add(Landmark::Initiative, &initiatives::LEXICON);
    for (kind, ends) in initiatives::SHAPE_ENDS {
        add(kind, ends);
    }
    add(Landmark::Statute, &documents::STATUTES);
    add(Landmark::Amendment, &["法修正案"]);
    add(Landmark::Meeting, &meetings::HEADS);
    add(Landmark::Meets, &meetings::MEETS);
    add(Landmark::Standing, &meetings::STANDING);
    add(Landmark::Holds, &meetings::HOLDS);
    add(Landmark::Introducer, &persons::INTRODUCERS);
    let known = Lexicon::embedded().place_words();
    let endings = known.endings().chain(places::MORE_ENDINGS);
    add(Landmark::PlaceEnding, &endings.collect::<Vec<_>>());
    add(Landmark::Area, &known.areas().collect::<Vec<_>>());
    add(Landmark::Landform, &known.landforms().collect::<Vec<_>>());
    let pairs = [
        (Landmark::Count, shared::NUMBERS, &shared::COUNTED[..]),
        (Landmark::Unit, groups::UNITS, &groups::HEADS[..]),
        (Landmark::Law, documents::DEEDS, &documents::LAWS[..]),
        (Landmark::Kind, meetings::VERBS, &meetings::KINDS[..]),
    ];
    for (kind, firsts, seconds) in pairs {
        for first in firsts {
            let joined = seconds
                .iter()
                .map(|second| format!("{first}{second}").into());
            out.extend(joined.map(|word| (word, kind)));
        }
    }
    out.extend(levels::words().map(|word| (word.into(), Landmark::Level)));
    let listed = places::closings();
    out.extend(listed.map(|word| (word.into(), Landmark::Listed)));
    out
}
