//! Literals by their datatype and language: whether they are well-formed.

use std::str::FromStr;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNodeRef};
use oxsdatatypes::{
    Boolean, Date, DateTime, Decimal, Double, GMonthDay, GYear, GYearMonth, Integer,
};

/// The datatypes whose literals are known to be well-formed or not; a shape that asks for
/// another one is refused.
pub(super) const DATATYPES: &[NamedNodeRef<'static>] = &[
    rdf::LANG_STRING,
    xsd::STRING,
    xsd::BOOLEAN,
    xsd::INTEGER,
    xsd::DECIMAL,
    xsd::DOUBLE,
    xsd::DATE,
    xsd::DATE_TIME,
    xsd::G_YEAR,
    xsd::G_YEAR_MONTH,
    xsd::G_MONTH_DAY,
];

/// Whether a literal is of a datatype and its characters are what the datatype allows.
pub(super) fn is(literal: &Literal, datatype: NamedNodeRef<'_>) -> bool {
    literal.datatype() == datatype && well_formed(literal)
}

fn well_formed(literal: &Literal) -> bool {
    fn reads<T: FromStr>(text: &str) -> bool {
        text.parse::<T>().is_ok()
    }
    let text = literal.value();
    match literal.datatype() {
        xsd::BOOLEAN => reads::<Boolean>(text),
        xsd::INTEGER => reads::<Integer>(text),
        xsd::DECIMAL => reads::<Decimal>(text),
        xsd::DOUBLE => reads::<Double>(text),
        xsd::DATE => reads::<Date>(text),
        xsd::DATE_TIME => reads::<DateTime>(text),
        xsd::G_YEAR => reads::<GYear>(text),
        xsd::G_YEAR_MONTH => reads::<GYearMonth>(text),
        xsd::G_MONTH_DAY => reads::<GMonthDay>(text),
        _ => true,
    }
}

/// Whether a language tag is of a basic language range (RFC 4647): `zh-hans` is of `zh`.
pub(super) fn language_matches(tag: &str, range: &str) -> bool {
    let head = tag.get(..range.len());
    range == "*"
        || head.is_some_and(|head| head.eq_ignore_ascii_case(range))
            && matches!(tag.as_bytes().get(range.len()), None | Some(b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_days_of_the_calendar() {
        for (text, datatype, good) in [
            ("2018-05-29", xsd::DATE, true),
            ("2018-02-30", xsd::DATE, false),
            ("2018-5-29", xsd::DATE, false),
            ("--05-29", xsd::G_MONTH_DAY, true),
            ("--13-01", xsd::G_MONTH_DAY, false),
            ("2018-05", xsd::G_YEAR_MONTH, true),
            ("2018-13", xsd::G_YEAR_MONTH, false),
            ("2018", xsd::G_YEAR, true),
            ("18", xsd::G_YEAR, false),
            ("1.5", xsd::DECIMAL, true),
            ("1,5", xsd::DECIMAL, false),
            ("1.5", xsd::INTEGER, false),
        ] {
            let literal = Literal::new_typed_literal(text, datatype);
            assert_eq!(is(&literal, datatype), good, "{literal}");
        }
        let date = Literal::new_typed_literal("2018-05-29", xsd::DATE);
        assert!(!is(&date, xsd::STRING));
    }

    #[test]
    fn languages_are_ranges() {
        assert!(language_matches("zh-hans", "zh"));
        assert!(language_matches("ZH", "zh"));
        assert!(!language_matches("zha", "zh"));
        assert!(!language_matches("en", "zh"));
    }
}
