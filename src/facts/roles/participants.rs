//! Who may take part: the persons and agencies of a sentence that are no part of a post, of
//! somebody's words, of a topic or of what is passed on.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::verbs::OBJECT;
use crate::base::{Span, Spans};
use crate::links::Entities;
use crate::text::{Regex, Text};

/// One participant in a sentence: persons and agencies by the record's names.
pub(super) struct Participant<'e> {
    pub(super) names: Vec<&'e str>,
    /// From the first word of post and name to the last.
    pub(super) phrase: Span,
}

/// The bodies that hold the main meeting: 某局召开…会议. They take no part in it.
pub(super) fn hosts<'e>(text: &Text, entities: &'e Entities) -> BTreeSet<&'e str> {
    let mut out = BTreeSet::new();
    let main = &entities.meetings[0];
    let Some(at) = main.held_at.filter(|_| main.held) else {
        return out;
    };
    // 县委 of 县委常委会会议.
    for mention in &entities.agency_mentions {
        if main.spans.iter().any(|name| name.contains(mention.span)) {
            out.extend(entities.agency_names(mention.span));
        }
    }
    let Some(sentence) = text.sentence_of(at) else {
        return out;
    };
    let verbs = ["召开", "举行", "组织召开", "联合召开", "专题召开"];
    let lead = text.str(Span::new(
        sentence.start(),
        at.start().max(sentence.start()),
    ));
    let Some(verb) = verbs.iter().filter_map(|v| lead.rfind(v)).min() else {
        return out;
    };
    let verb = sentence.start() + verb;
    for mention in &entities.agency_mentions {
        let holds = mention.span.start() >= sentence.start() && mention.span.end() == verb;
        if holds {
            out.extend(entities.agency_names(mention.span));
        }
    }
    out
}

/// Whether an agency stands at the front of a post of the person after it.
fn before_person(text: &Text, entities: &Entities, agency: Span) -> bool {
    let next = entities
        .persons
        .partition_point(|p| p.mention.span.start() < agency.end());
    let next = entities.persons.get(next);
    next.is_some_and(|p| {
        let between = text.str(Span::new(agency.end(), p.mention.span.start()));
        let title = [
            "书记",
            "副书记",
            "主任",
            "副主任",
            "常委",
            "委员",
            "局长",
            "副局长",
            "主席",
            "副主席",
            "党组",
            "党委",
            "部长",
            "副部长",
            "秘书长",
        ];
        between.len() <= 90
            && !between.contains(['，', '。', '；', '等', '\n'])
            && (title.iter().any(|t| between.starts_with(t)) || unit_title(between))
    })
}

/// A title in a unit of the agency: 医政处处长, 信访科副科长.
fn unit_title(between: &str) -> bool {
    between.chars().count() <= 16
        && !between.contains(['、', '和', '与', '及', '的', ' '])
        && [
            "处长", "科长", "司长", "主任", "书记", "所长", "队长", "庭长", "部长", "主席",
        ]
        .iter()
        .any(|t| between.ends_with(t))
}

/// Persons, and agencies that are no part of a person's post, in order.
pub(super) fn participants<'e>(
    text: &Text,
    entities: &'e Entities,
    phrases: &Spans,
    part: Span,
) -> Vec<Participant<'e>> {
    let mut out: Vec<Participant> = Vec::new();
    let within = |span: Span| span.start() < part.end();
    let first = entities
        .persons
        .partition_point(|p| p.mention.span.start() < part.start());
    for person in entities.persons[first..]
        .iter()
        .take_while(|p| within(p.mention.span))
        .filter(|p| part.contains(p.mention.span))
    {
        out.push(Participant {
            names: vec![&person.mention.value],
            phrase: person.phrase,
        });
    }
    let first = entities
        .agency_mentions
        .partition_point(|m| m.span.start() < part.start());
    for mention in entities.agency_mentions[first..]
        .iter()
        .take_while(|m| within(m.span))
        .filter(|m| part.contains(m.span))
    {
        if before_person(text, entities, mention.span)
            || phrases.contain(mention.span)
            || entities.in_meeting_name(mention.span)
        {
            continue;
        }
        // 市委各部门, 某集团领导班子: others of the body, not the body itself.
        let rest = &text.folded[mention.span.end()..];
        if [
            "各部门",
            "各单位",
            "各处室",
            "领导班子",
            "班子成员",
            "各成员",
            "派驻",
            "派出",
            "组成人员",
            "常委",
            "机关各",
            "系统",
            "委员，",
            "委员、",
        ]
        .iter()
        .any(|w| rest.starts_with(w))
            && !rest.starts_with("各成员单位")
        {
            continue;
        }
        out.push(Participant {
            names: entities.agency_names(mention.span).collect(),
            phrase: mention.span,
        });
    }
    // 宣读省委书记王某某贺信, 传达省长某某讲话精神: whose words they are, not who is there.
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:同志)?(?:的)?(?:贺信|贺电|来信|讲话精神|重要讲话|指示|批示|重要指示|重要批示|精神|委托|率队|名义)",
            r"|^(?:同志)?(?:[在关对][^，。；]{1,60})?的(?:重要|工作)?(?:讲话|报告|发言|批示|指示)|^(?:同志)?[^，。；]{2,20}时的(?:重要)?讲话",
            r"|^(?:关于[^，。；]{0,30}的?)?(?:工作|决策|会议|有关|相关|的|重要|各项|总体|最新|统一)*(?:部署|要求|安排|决定|文件)(?:和|及|，|。|、|精神|，|上来|$)",
        ))
        .expect("a valid pattern")
    });
    out.retain(|p| !WORDS.is_match(&text.folded[p.phrase.end()..]));
    out.sort_by_key(|p| p.phrase.start());
    let ends: BTreeSet<usize> = out.iter().map(|p| p.phrase.end()).collect();
    out.retain(|p| !passed_on(text, part, p.phrase, &ends));
    out.retain(|p| {
        let before = text.str(Span::new(
            part.start().min(p.phrase.start()),
            p.phrase.start().max(part.start()),
        ));
        let object = OBJECT.iter().any(|w| before.ends_with(w)) && !noun_of_many(before);
        !object && !in_topic(before)
    });
    out
}

/// Whether somebody's words, or a body's meeting, is what the meeting studies or passes on:
/// 学习了市委书记甲、市长乙在会上的讲话. `ends` are where participants end.
fn passed_on(text: &Text, part: Span, phrase: Span, ends: &BTreeSet<usize>) -> bool {
    const STUDY: [&str; 9] = [
        "学习了",
        "传达了",
        "学习贯彻",
        "贯彻落实",
        "传达学习",
        "学习传达",
        "贯彻",
        "传达",
        "学习",
    ];
    const NO_STUDY: [&str; 10] = [
        "中心组",
        "教育",
        "会",
        "型",
        "小组",
        "班",
        "由",
        "强国",
        "研讨",
        "活动",
    ];
    const WORDS: [&str; 13] = [
        "讲话", "指示", "批示", "精神", "贺信", "回信", "文章", "论述", "部署", "要求", "决定",
        "报告", "通报",
    ];
    const ACTS: [&str; 14] = [
        "出席", "主持", "参加", "列席", "汇报", "发言", "表态", "传达", "宣读", "指出", "强调",
        "作了", "就", "围绕",
    ];
    let before = text.str(Span::new(part.start().min(phrase.start()), phrase.start()));
    let sentence = before
        .rfind(['。', '；'])
        .map_or(0, |i| i + '。'.len_utf8());
    let found = STUDY
        .iter()
        .filter_map(|verb| {
            before[sentence..]
                .rfind(verb)
                .map(|i| sentence + i + verb.len())
        })
        .max();
    let Some(from) = found else { return false };
    let between = &before[from..];
    if NO_STUDY.iter().any(|w| between.starts_with(w)) {
        return false;
    }
    let base = phrase.start() - between.len();
    if between
        .match_indices('，')
        .any(|(i, _)| !ends.contains(&(base + i)))
    {
        return false;
    }
    let rest = text.str(Span::new(phrase.end(), part.end().max(phrase.end())));
    let clause = rest.find(['，', '。', '；']).map_or(rest, |i| &rest[..i]);
    // 学习了书记甲，市长乙的讲话: the words stand behind the last of them.
    let clause = match rest[clause.len()..].starts_with('，') && clause.is_empty() {
        true => {
            let more = &rest['，'.len_utf8()..];
            more.find(['，', '。', '；']).map_or(more, |i| &more[..i])
        }
        false => clause,
    };
    let said = WORDS.iter().filter_map(|w| clause.find(w)).min();
    // …的讲话以及省委常委会传达学习…精神: of several things that are passed on.
    let one_more = ["讲话", "精神", "指示", "批示"].iter().any(|w| {
        ["以及", "及", "和", "、"]
            .iter()
            .any(|j| between.contains(&format!("{w}{j}")))
    });
    let acts = ACTS
        .iter()
        .filter(|w| !(one_more && **w == "传达"))
        .filter_map(|w| clause.find(w))
        .min();
    said.is_some_and(|said| acts.is_none_or(|acts| said < acts))
}

/// Whether 代表 before a name is a noun with what it represents before it: 企业代表, 家长代表.
fn noun_of_many(before: &str) -> bool {
    const OF: [&str; 26] = [
        "企业", "职工", "群众", "居民", "村民", "家长", "学生", "教师", "党员", "干部", "行业",
        "农户", "农民", "商户", "牧民", "业主", "单位", "乡镇", "村", "社区", "员工", "工人",
        "青年", "客商", "部门", "界",
    ];
    before
        .strip_suffix("代表")
        .is_some_and(|b| OF.iter().any(|w| b.ends_with(w)))
}

/// Whether what follows is part of a topic: 关于某届人大代表资格的报告.
fn in_topic(before: &str) -> bool {
    let Some(at) = before.rfind("关于") else {
        return false;
    };
    let topic = &before[at..];
    !topic.contains(['，', '。', '；', '》'])
        && !["汇报", "说明", "报告", "通报", "情况"]
            .iter()
            .any(|w| topic.contains(w))
}
