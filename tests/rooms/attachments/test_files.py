"""Keys and signed forms."""

import base64
import json

from chalicelib.attachments.files import Address, address_of, upload_form

ADDRESS = Address("tn_one", "wo_1", "at_1")


def test_an_upload_key_leads_back_to_its_address(cloud):
    assert address_of("steward-attachments", ADDRESS.upload) == ADDRESS


def test_any_other_key_leads_nowhere(cloud):
    for key in (
        "uploads/tn_one/wo_1",
        "uploads/tn_one/wo_1/at_1/more",
        "uploads/tn_one/wo_1/at_1.jpg\n",
        "uploads//wo_1/at_1",
        "uploads/tn#one/wo_1/at_1",
        "uploads/tn_one/wo%201/at_1",
        "xuploads/tn_one/wo_1/at_1",
        "photos/tn_one/wo_1/at_1.jpg",
        "thumbnails/tn_one/wo_1/at_1.jpg",
        "",
    ):
        assert address_of("steward-attachments", key) is None
    assert address_of("somebody-elses", ADDRESS.upload) is None


def test_the_form_allows_this_key_type_and_size_and_nothing_else(cloud):
    url, fields = upload_form(ADDRESS, "image/png", 4321)
    policy = json.loads(base64.b64decode(fields["policy"]))
    conditions = policy["conditions"]
    signing = [c for c in conditions if isinstance(c, dict) and any(name.startswith("x-amz-") for name in c)]
    assert [c for c in conditions if c not in signing] == [
        {"Content-Type": "image/png"},
        ["content-length-range", 1, 4321],
        {"bucket": "steward-attachments"},
        {"key": "uploads/tn_one/wo_1/at_1"},
    ]
    assert (fields["key"], fields["Content-Type"]) == (ADDRESS.upload, "image/png")
    assert fields["x-amz-algorithm"] == "AWS4-HMAC-SHA256"
    assert "steward-attachments" in url
