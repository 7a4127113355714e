"""How data is kept on AWS: what nobody loses in passing, and what costs is a choice."""

from typing import Any

NO_VALUE = {"Ref": "AWS::NoValue"}
OWN_KEY = {"Fn::If": ["HasOwnKey", {"Fn::GetAtt": ["Key", "Arn"]}, NO_VALUE]}


def test_what_holds_data_stays_when_its_stack_goes(template: dict[str, Any]) -> None:
    for name in ("Table", "Bucket", "UserPool", "AppSecret", "Key", "BackupVault"):
        assert template["Resources"][name]["DeletionPolicy"] == "Retain", name
        assert template["Resources"][name]["UpdateReplacePolicy"] == "Retain", name


def test_the_table_keeps_its_history_and_refuses_deletion_where_it_is_protected(
    template: dict[str, Any],
) -> None:
    table = template["Resources"]["Table"]["Properties"]
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] == {"Fn::If": ["IsProtected", True, False]}
    pool = template["Resources"]["UserPool"]["Properties"]
    assert pool["DeletionProtection"] == {"Fn::If": ["IsProtected", "ACTIVE", "INACTIVE"]}


def test_the_stacks_own_key_is_used_by_everything_that_stores(template: dict[str, Any]) -> None:
    resources = {name: one.get("Properties", {}) for name, one in template["Resources"].items()}
    assert resources["Table"]["SSESpecification"]["KMSMasterKeyId"] == OWN_KEY
    (rule,) = resources["Bucket"]["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"]["KMSMasterKeyID"] == OWN_KEY
    assert resources["AppSecret"]["KmsKeyId"] == resources["CanaryPassword"]["KmsKeyId"] == OWN_KEY
    for name, one in template["Resources"].items():
        if one["Type"] == "AWS::SQS::Queue":
            assert resources[name]["KmsMasterKeyId"] == OWN_KEY, name
        if one["Type"] == "AWS::Logs::LogGroup":
            assert resources[name]["KmsKeyId"] == OWN_KEY, name
        if one["Type"] == "AWS::Serverless::Function":
            assert resources[name]["KmsKeyArn"] == OWN_KEY, name


def test_what_costs_by_the_month_is_off_unless_a_stage_wants_it(template: dict[str, Any]) -> None:
    for name in ("Backup", "OwnKey", "Dashboard", "AccessLog", "Tracing", "Canary", "Protection"):
        assert template["Parameters"][name]["Default"] == "off", name
    assert template["Parameters"]["AlarmLevel"]["Default"] == "essential"


def test_the_bucket_refuses_plain_http_foreign_accounts_and_foreign_keys(template: dict[str, Any]) -> None:
    statements = template["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert all(one["Effect"] == "Deny" and one["Principal"] == "*" for one in statements)
    assert {one["Sid"] for one in statements} == {
        "RefusePlainHttp",
        "RefuseOldTls",
        "RefuseOtherAccounts",
        "RefuseKeysOfUploaders",
    }
