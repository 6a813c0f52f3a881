//! Words of the genre: what meetings are called, and what participants do at them.

use super::table::rows;

/// A role at a meeting that a verb gives its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbRole {
    /// 指出, 强调, 要求, 讲话.
    Speak,
    /// 主持.
    Chair,
    /// 出席, 参加, 列席.
    Attend,
    /// 传达, 宣读, 通报, 解读.
    Convey,
    /// 汇报, 作说明, 作报告.
    Report,
}

/// A verb and the role it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// The verb, or a fixed phrase with it.
    pub surface: &'static str,
    /// What its subject does at the meeting.
    pub role: VerbRole,
}

pub(super) fn meeting_heads() -> Vec<&'static str> {
    rows(
        "meeting_heads.tsv",
        include_str!("../../data/meeting_heads.tsv"),
        ["head"],
    )
    .map(|row| row.fields[0])
    .collect()
}

pub(super) fn verbs() -> Vec<Verb> {
    rows(
        "verbs.tsv",
        include_str!("../../data/verbs.tsv"),
        ["verb", "role"],
    )
    .map(|row| {
        let [surface, role] = row.fields;
        let role = match role {
            "speak" => VerbRole::Speak,
            "chair" => VerbRole::Chair,
            "attend" => VerbRole::Attend,
            "convey" => VerbRole::Convey,
            "report" => VerbRole::Report,
            other => row.malformed(&format!("`{other}` is no role")),
        };
        Verb { surface, role }
    })
    .collect()
}
