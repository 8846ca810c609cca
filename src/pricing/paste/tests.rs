//! Clipboards of many kinds.

use super::{Mode, Origin, Pasted, apply, envelope, fingerprint, paste, paste_names, paste_prices};
use crate::domain::table::{check_table, parts};

fn said(pasted: &Pasted) -> String {
    if let Some(why) = pasted.broken {
        return format!("{why:?}");
    }
    let pairs = pasted
        .pairs
        .iter()
        .map(|pair| format!("{}={}", pair.name, pair.ratio));
    let refused = pasted
        .refused
        .iter()
        .map(|row| format!("{:?} {}", row.why, row.row));
    pairs.chain(refused).collect::<Vec<_>>().join("; ")
}

#[test]
fn names_for_names() {
    check_table(
        r##"
        {"a":"b","c":1,"d":"","a":"x"} => a="b"; NotAName "c": 1; NotAName "d": ""; Twice "a": "x"
        {"a":"b", // as before ¶ } => a="b"
        {"headgate-ratios":1,"ratios":{"a":0.5}} => NotAName "a": 0.5
        a	b ¶ c	say "hi" ¶ d => a="b"; c="say \"hi\""; NotAName d
        a,b,c ¶ "x, y",z ¶ ,n => x, y="z"; Columns a,b,c; NoName ,n
        a	b	c => Columns a	b	c
        name,provider ¶ a,b => name="provider"; a="b"
        {"a" => NotJson { line: 1, column: 4 }
        "##,
        |text| said(&paste_names(&text.replace(" ¶ ", "\n"))),
    );
}

#[test]
fn what_is_understood() {
    check_table(
        r##"
        {"a":1,"b":2.50} => a=1; b=2.50
        {"openrouter/auto":-500000,"model-a":1.25} => model-a=1.25; Negative "openrouter/auto": -500000
        {"a":null,"b":"1","c":[1],"d":0} => d=0; NotANumber "a": null; NotANumber "b": "1"; NotANumber "c": [1]
        {"a":1,"a":2} => a=1; Twice "a": 2
        {"":1} => NoName "": 1
        {"a":1e400} => NotANumber "a": 1e400
        {"a":1, /* dear */ "b":2,} => a=1; b=2
        {"a/*":1,"b//c":2} => a/*=1; b//c=2
        {"a":1 => NotJson { line: 1, column: 6 }
        {"headgate-ratios":1,"ratios":[1]} => NotAnObject
        name,ratio ¶ a,1 ¶ b,2.5 => a=1; b=2.5; Heading name,ratio
        vip,free ¶ svip,1 => svip=1; Heading vip,free
        a;1 ¶ b;0,5 => a=1; Comma b;0,5
        a,1 ¶ b,0,5 => a=1; Comma b,0,5
        "a, b",1 ¶ "say ""hi""",2 => a, b=1; say "hi"=2
        a	1 ¶ b	2 => a=1; b=2
        model	USD ¶ a	1 => a=1; Heading model	USD
        a ¶ ,1 ¶ b,x ¶ c,-1 ¶ d,$2 => NoRatio a; NoName ,1; NotANumber b,x; Negative c,-1; NotANumber d,$2
        a,1 ¶ a,1 => a=1; Twice a,1
        组,0.5 => 组=0.5
         =>
        "##,
        |line| said(&paste(&line.replace(" ¶ ", "\n"))),
    );
}

#[test]
fn names_that_do_not_fit_are_refused_one_by_one() {
    let pasted = paste("a\t1\nnew group\t2\nb\t3\nabcdefghijklmnopqrstuvwxyzabcdefg\t4");
    let said = said(&pasted.only_named(|name| name.len() < 9));
    let expect = "a=1; b=3; Name new group: 2; Name abcdefghijklmnopqrstuvwxyzabcdefg: 4";
    assert_eq!(said, expect);
}

#[test]
fn prices_of_models_are_objects() {
    check_table(
        r##"
        {"a":{"ratio":2.50},"b":{"tiers":[{"ratio":1}]}} => a={"ratio":2.50}; b={"tiers":[{"ratio":1}]}
        {"a":{"ratio":1}, /* dear */ "b":2, "a":{"ratio":3},} => a={"ratio":1}; NotPrices "b": 2; Twice "a": {"ratio":3}
        {"headgate-ratios":1,"ratios":{"a":{"ratio":1}}} => a={"ratio":1}
        a,1 => NotJson { line: 1, column: 1 }
        [1] => NotAnObject
        {"a": => NotJson { line: 1, column: 5 }
         =>
        "##,
        |line| said(&paste_prices(line)),
    );
}

#[test]
fn a_copy_tells_where_it_comes_from() {
    let origin = Origin {
        gateway: "prod \"one\"".to_owned(),
        document: "GroupRatio".to_owned(),
        unit: "ratio".to_owned(),
        base: fingerprint("{}"),
        at: 1_795_000_000,
    };
    let copy = envelope(&origin, "{\n  \"a\": 2.50,\n  \"b\": 1e-7\n}\n");
    let pasted = paste(&copy);
    assert_eq!(pasted.origin, Some(origin));
    assert_eq!(said(&pasted), "a=2.50; b=1e-7");
    assert_ne!(fingerprint("{}"), fingerprint("{ }"));
}

#[test]
fn three_ways_to_put_it_in() {
    check_table(
        r##"
        {"a":1,"b":2.50} | a,3 ¶ c,4 | replace => {¶  "a": 3,¶  "c": 4¶}
        {"a":1,"b":2.50} | a,3 ¶ c,4 | merge => {"a":3,"b":2.50,"c":4}
        {"a":1,"b":2.50} | a,3 ¶ c,4 | known => {"a":3,"b":2.50}
        {"a":1,"b":2.50} | b,2.5 | merge => {"a":1,"b":2.50}
        {} | a,1 ¶ b,2 | merge => {"a":1,"b":2}
        {"a": 1} | b,2 ¶ c,3 | merge => {"a": 1,"b": 2,"c": 3}
        {"a":1 | a,2 | merge => unreadable
        {"a":1 | a,2 | replace => {¶  "a": 2¶}
        {"a":{"ratio":1,"b":2}} | {"a":{"b": 2, "ratio": 1},"c":{}} | merge => {"a":{"ratio":1,"b":2},"c":{}}
        {"a":{"ratio":1}} | {"a":{"ratio":2},"c":{}} | known => {"a":{"ratio":2}}
        "##,
        |line| {
            let [now, pasted, mode] = parts(line);
            let mode = match mode {
                "replace" => Mode::Replace,
                "merge" => Mode::Merge,
                _ => Mode::Known,
            };
            let pasted = match pasted.contains('{') {
                true => paste_prices(pasted),
                false => paste(&pasted.replace(" ¶ ", "\n")),
            };
            let text = apply(now, &pasted.pairs, mode);
            text.map_or_else(|| "unreadable".to_owned(), |text| text.replace('\n', "¶"))
        },
    );
}
