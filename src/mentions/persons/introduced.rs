//! Names after words that give no post: 市领导高建勋, 村民李明.

use super::{Finder, Person};
use crate::base::Span;
use crate::mentions::names::{self, Context};
use crate::mentions::scan::Landmark;
use crate::text::Text;

/// Words that introduce a person without giving a post.
pub(in crate::mentions) const INTRODUCERS: [&str; 73] = [
    "工作的领导",
    "县上领导",
    "市上领导",
    "州上领导",
    "区上领导",
    "镇上领导",
    "级领导",
    "委领导",
    "局领导",
    "院领导",
    "师领导",
    "厅领导",
    "党政领导",
    "管委会领导",
    "开发区领导",
    "驻村干部",
    "包村干部",
    "挂职干部",
    "政府领导",
    "党委领导",
    "人大领导",
    "政协领导",
    "班子领导",
    "街道领导",
    "乡领导",
    "团领导",
    "公司领导",
    "集团领导",
    "两长",
    "市领导",
    "县领导",
    "区领导",
    "州领导",
    "盟领导",
    "省领导",
    "旗领导",
    "地区领导",
    "镇领导",
    "自治区领导",
    "校领导",
    "代表",
    "大户",
    "村民",
    "居民",
    "市民",
    "教师",
    "医生",
    "员工",
    "职工",
    "专家",
    "学者",
    "学生",
    "院士",
    "党员",
    "工人",
    "农民",
    "牧民",
    "志愿者",
    "业主",
    "网格员",
    "护鸟员",
    "护林员",
    "护士",
    "民警",
    "检察官",
    "法官",
    "主播",
    "队员",
    "人士",
    "总统",
    "首相",
    "国王",
    "负责人",
];

impl Finder<'_> {
    /// Whether a name of two characters stands behind 企业代表, 牧民代表, 驻村干部: for somebody who
    /// is told to be one of many, it need not be long.
    fn speaks_for_many(&self, at: usize, end: usize) -> bool {
        const OF: [&str; 20] = [
            "企业", "职工", "群众", "居民", "村民", "家长", "学生", "教师", "党员", "干部", "农户",
            "农民", "商户", "牧民", "业主", "员工", "工人", "青年", "客商", "界",
        ];
        let before = &self.s[..at];
        let of_many = before
            .strip_suffix("代表")
            .is_some_and(|b| OF.iter().any(|w| b.ends_with(w)));
        let name = &self.s[at..end];
        (of_many || before.ends_with("村干部") || before.ends_with("挂职干部"))
            && !names::is_common(name)
            && !name.starts_with(names::is_grammar)
            && !names::is_phrase(name)
    }

    /// Names after words that give no post: 市领导高建勋、柯美蓉.
    pub(super) fn introduced(&self, text: &Text, line: Span, out: &mut Vec<Person>) {
        let found = self.scan.landmarks(Landmark::Introducer, line).iter();
        let mut words: Vec<(usize, usize)> = found
            .filter_map(|span| {
                let word = &self.s[span.range()];
                let place = INTRODUCERS.iter().position(|w| *w == word)?;
                Some((place, span.end()))
            })
            .collect();
        words.sort_unstable();
        for (word, at) in words {
            if self.is_masked(Span::new(at - 3, at)) {
                continue;
            }
            let Some(parsed) = names::parse(self.s, at, Context::Title) else {
                continue;
            };
            let name = Span::new(at, parsed.end);
            let long = name.len() > 6
                && !self.s[at..].starts_with(names::is_grammar)
                && !names::is_phrase(&self.s[name.range()]);
            let spoken = parsed.follow >= 2 && self.speaks_for_many(at, parsed.end);
            let strong = spoken
                || INTRODUCERS[word].ends_with('导')
                || INTRODUCERS[word] == "两长"
                || parsed.follow >= 2 && long;
            // 县级领导包乡镇: no name.
            let area = self.s[..at].ends_with("级领导")
                && self.s[name.range()].ends_with(['乡', '镇', '村', '区', '片', '户', '点']);
            if !strong
                || area
                || names::is_word(&self.s[name.range()]) && parsed.follow < 3 && !spoken
                || self.is_masked(name)
            {
                continue;
            }
            out.push(self.person(text, name, Vec::new(), "person-introduced"));
            self.list(text, parsed.end, line, &[], out);
        }
    }
}
