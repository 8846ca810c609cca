//! The fields of a Codex account (contract 5.6).

use super::super::accounts::fields::{
    CREATED_AT, EMAIL, ID, LAST_USED_AT, NAME, PLAN, REFRESHED_AT, TOKEN_EXPIRES_AT, WORKSPACE,
    WORKSPACE_ID,
};
use super::super::accounts::status::{LAST_ERROR_AT, LIMITED_UNTIL, STATUS, STATUS_REASON};
use super::super::accounts::windows::{FIVE_HOUR, MONTHLY, USAGE_AT, WEEKLY};
use super::super::enabled::ENABLED;
use crate::schema::{All, FieldSpec};

/// All fields, in the order of the table and of the drawer.
pub const FIELDS: All<FieldSpec> = &[
    NAME.spec,
    STATUS.spec,
    FIVE_HOUR.spec,
    WEEKLY.spec,
    MONTHLY.spec,
    WORKSPACE.spec,
    PLAN.spec,
    LAST_USED_AT.spec,
    USAGE_AT.spec,
    STATUS_REASON.spec,
    LAST_ERROR_AT.spec,
    LIMITED_UNTIL.spec,
    ENABLED.spec,
    EMAIL.spec,
    WORKSPACE_ID.spec,
    ID.spec,
    REFRESHED_AT.spec,
    TOKEN_EXPIRES_AT.spec,
    CREATED_AT.spec,
];
