//! Stored connection profiles.

use headgate::browser::history_db::HistoryDb;
use headgate::browser::random;
use headgate::domain::ids::ProfileId;
use headgate::profile::{Environment, Profile};
use wasm_bindgen_test::wasm_bindgen_test;

fn profile(id: &str, name: &str) -> Profile {
    Profile {
        id: ProfileId(id.into()),
        name: name.into(),
        base: "/g/prod/".into(),
        dialect: "one_key_llm".into(),
        environment: Environment::Production,
    }
}

#[wasm_bindgen_test]
async fn profiles_are_saved_replaced_and_removed() {
    let db = HistoryDb::open_as(&random::id().expect("a name"), 1)
        .await
        .expect("a database");
    assert_eq!(db.profiles().await, Ok(vec![]));
    db.save_profile(&profile("a", "Old name"))
        .await
        .expect("saved");
    db.save_profile(&profile("b", "生产")).await.expect("saved");
    db.save_profile(&profile("a", "New name"))
        .await
        .expect("saved");
    assert_eq!(
        db.profiles().await,
        Ok(vec![profile("a", "New name"), profile("b", "生产")])
    );
    db.remove_profile(&ProfileId("a".into()))
        .await
        .expect("removed");
    assert_eq!(db.profiles().await, Ok(vec![profile("b", "生产")]));
}
