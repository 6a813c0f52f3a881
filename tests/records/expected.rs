//! The lines in which cases say what a record holds: `person 陈志伟`, `post 陈志伟 |
//! 安阳市人民政府 | 常务副市长`, `agency 市住建局 = 安阳市住房和城乡建设局`, `deadline 1 | 10月底前 |
//! - | 2018-10-31` of the first directive …. The example `try` prints the same lines.

use zhengmai::facts::Record;

/// Everything that a record says, a line each.
pub fn lines(record: &Record) -> Vec<String> {
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let mut out = vec![
        format!("region {}", or_dash(&record.region)),
        format!("published {}", or_dash(&record.published)),
    ];
    out.extend(record.persons.iter().map(|p| format!("person {}", p.name)));
    out.extend(record.journalists.iter().map(|j| format!("journalist {j}")));
    for agency in &record.agencies {
        let name = &agency.name;
        out.extend(
            agency
                .surfaces
                .iter()
                .map(|s| format!("agency {s} = {name}")),
        );
    }
    out.extend(
        record
            .posts
            .iter()
            .map(|p| format!("post {} | {} | {}", p.person, p.agency, p.title)),
    );
    for item in &record.appointments {
        let (date, by) = (or_dash(&item.date), or_dash(&item.by));
        out.push(format!(
            "appointment {} {} | {} | {} | {date} | {by}",
            item.kind, item.person, item.agency, item.title
        ));
    }
    out.extend(record.places.iter().map(|p| format!("place {p}")));
    out.extend(record.meetings.first().map(|m| format!("main {}", m.name)));
    out.extend(record.meetings.iter().map(|m| {
        let (date, place) = (or_dash(&m.date), or_dash(&m.place));
        format!("meeting {} | {date} | {place}", m.name)
    }));
    out.extend(
        record
            .roles
            .iter()
            .map(|r| format!("role {} {}", r.who, r.role)),
    );
    for role in &record.roles {
        let who = format!("{} {}", role.who, role.role);
        let posts = role.capacity.iter();
        out.extend(posts.map(|c| format!("capacity {who} | {} | {}", c.agency, c.title)));
        out.push(format!("order {} {}", role.order, role.who));
    }
    for document in &record.documents {
        let title = &document.title;
        let (kind, relation) = (&document.kind, &document.relation);
        out.push(format!("document {title} | {kind} | {relation}"));
        let issuers = document.issuers.iter();
        out.extend(issuers.map(|agency| format!("issuer {title} | {agency}")));
        let number = document.number.iter();
        out.extend(number.map(|number| format!("number {title} | {number}")));
        if let Some(statute) = &document.statute {
            let text = or_dash(&statute.text);
            out.push(format!(
                "statute {title} = {} | {} | {text}",
                statute.title, statute.force
            ));
        }
    }
    out.extend(record.quantities.iter().map(|q| {
        let figure = match (&q.value, &q.unit) {
            (Some(value), Some(unit)) => format!("{value} {unit}"),
            _ => "-".to_owned(),
        };
        let change = q.comparison.as_ref().map(|c| {
            let bound = c.bound.as_ref().map(|b| format!(" {b}"));
            let basis = or_dash(&c.basis);
            format!(
                "{basis} {} {}{}",
                c.value,
                c.unit,
                bound.unwrap_or_default()
            )
        });
        format!(
            "quantity {} | {figure} | {} | {} | {} | {}",
            q.indicator,
            or_dash(&q.bound),
            or_dash(&change),
            or_dash(&q.status),
            or_dash(&q.jurisdiction)
        )
    }));
    out.extend(record.initiatives.iter().map(|i| format!("initiative {i}")));
    out.extend(
        record
            .directives
            .iter()
            .map(|d| format!("directive {} | {}", d.by, d.text)),
    );
    for directive in &record.directives {
        let n = directive.order;
        let mut say = |what: &str, value: &str| out.push(format!("{what} {n} | {value}"));
        say("modality", &directive.modality);
        if let Some(audience) = &directive.audience {
            say("audience", audience);
        }
        if let Some(topic) = &directive.topic {
            say("topic", topic);
        }
        directive
            .addressees
            .iter()
            .for_each(|a| say("addressee", a));
        directive
            .implements
            .iter()
            .for_each(|t| say("implements", t));
        for deadline in &directive.deadlines {
            let (start, end) = (or_dash(&deadline.start), or_dash(&deadline.end));
            say("deadline", &format!("{} | {start} | {end}", deadline.text));
        }
    }
    out.extend(record.notes.iter().map(|n| format!("note {n}")));
    out
}
