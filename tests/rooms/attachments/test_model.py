"""What counts, and how often."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.attachments.model import (
    REASONS,
    AttachmentEmpty,
    AttachmentTooLarge,
    Sound,
    Unsound,
    UnsupportedImageType,
    Upload,
    check_upload,
    is_verified,
    reason_text,
    reject,
    verified_count,
    verify,
)
from chalicelib.contracts.envelope import Stamp, Who

NOW = datetime(2026, 11, 23, tzinfo=UTC)
STAMP = Stamp(tenant="tn_one", at=NOW, actor=Who(id="system:attachments", kind="system"))
SOUND = Sound(size=900, width=640, height=400)
ROLES = ("before", "after", "evidence")


def pending(id: str = "at_1", role: str = "after", visit: int = 1, language: str = "en") -> Upload:
    return Upload(
        id=id,
        order_id="wo_1",
        visit=visit,
        role=role,
        content_type="image/jpeg",
        size=1000,
        uploader=Who(id="mb_1", kind="member"),
        language=language,
        created_at=NOW,
    )


kinds = st.tuples(st.sampled_from(ROLES), st.integers(0, 3))


@given(st.lists(kinds, max_size=20), st.randoms())
def test_counts_are_those_of_the_photos_verified_however_often_and_in_whatever_order(uploads, random):
    attachments = [pending(f"at_{n}", role, visit) for n, (role, visit) in enumerate(uploads)]
    deliveries = attachments + [a for a in attachments if random.random() < 0.5]
    random.shuffle(deliveries)
    photos = None
    for version, attachment in enumerate(deliveries, 1):
        _, photos, _ = verify(attachment, photos, SOUND, STAMP)
        assert photos.version == version
    for role in ROLES:
        for visit in range(4):
            assert verified_count(photos, role, visit) == uploads.count((role, visit))
    assert all(is_verified(photos, a.id) for a in attachments)


@given(st.lists(kinds, max_size=10))
def test_what_is_rejected_is_never_verified(uploads):
    photos = None
    for n, (role, visit) in enumerate(uploads):
        reject(pending(f"bad_{n}", role, visit), Unsound(size=1, reason="truncated"), STAMP)
        _, photos, _ = verify(pending(f"good_{n}", role, visit), photos, SOUND, STAMP)
    assert not any(is_verified(photos, f"bad_{n}") for n in range(len(uploads)))
    assert sum(verified_count(photos, r, v) for r in ROLES for v in range(4)) == len(uploads)


def test_an_order_without_a_summary_has_no_photos():
    assert verified_count(None, "after", 1) == 0
    assert not is_verified(None, "at_1")


def test_verifying_tells_what_was_found_and_says_so_once():
    attachment, _, event = verify(pending(), None, SOUND, STAMP)
    assert (attachment.status, attachment.version, attachment.size, attachment.width) == (
        "verified",
        2,
        900,
        640,
    )
    assert (event.entity, event.sequence, event.order_id, event.role) == ("at_1", 1, "wo_1", "after")


@pytest.mark.parametrize("reason", REASONS)
def test_a_rejection_speaks_the_uploaders_language(reason):
    _, english = reject(pending(), Unsound(size=1, reason=reason), STAMP)
    _, chinese = reject(pending(language="zh-CN"), Unsound(size=1, reason=reason), STAMP)
    assert english.text == reason_text(reason, "en") != chinese.text
    assert (english.reason, english.uploader_id) == (reason, "mb_1")


@pytest.mark.parametrize(
    ("content_type", "size", "refusal", "status"),
    [
        ("image/heic", 10, UnsupportedImageType, 422),
        ("image/svg+xml", 10, UnsupportedImageType, 422),
        ("image/jpeg; charset=x", 10, UnsupportedImageType, 422),
        ("image/jpeg", 0, AttachmentEmpty, 422),
        ("image/jpeg", -1, AttachmentEmpty, 422),
        ("image/jpeg", 101, AttachmentTooLarge, 413),
    ],
)
def test_a_useless_upload_is_refused_with_words(content_type, size, refusal, status):
    with pytest.raises(refusal) as refused:
        check_upload("after", content_type, size, 100)
    assert refused.value.status == status
    assert refused.value.text("en") != refused.value.text("zh-CN")


def test_the_largest_photo_is_allowed():
    check_upload("after", "image/webp", 100, 100)


def test_a_signature_is_a_png():
    check_upload("signature", "image/png", 100, 100)
    for content_type in ("image/jpeg", "image/webp", "image/svg+xml"):
        with pytest.raises(UnsupportedImageType):
            check_upload("signature", content_type, 100, 100)
