from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kernel.actor import Assignment
from chalicelib.organization.model import DEPARTMENTAL, Member, MemberRole, assigned, moved
from chalicelib.organization.permissions import MEMBERS
from chalicelib.organization.schema import DepartmentRole

departments = st.lists(st.sampled_from(["dp_1", "dp_2", "dp_3"]), unique=True)
roles = st.lists(st.sampled_from(sorted(MEMBERS)), unique=True)


def person(**fields):
    return Member(**{"id": "mb_1", "name": "Li", "sign_in_name": "li@harbour", **fields})


def test_the_roles_of_the_api_are_those_of_the_permission_table():
    assert set(get_args(MemberRole)) == MEMBERS
    assert set(get_args(DepartmentRole.model_fields["role"].annotation)) == MEMBERS - {"tenant_admin"}


def test_a_technician_is_one_in_each_department_and_a_dispatcher_everywhere():
    assert assigned(["technician", "dispatcher"], ["dp_1", "dp_2"]) == (
        Assignment(role="technician", department_id="dp_1"),
        Assignment(role="technician", department_id="dp_2"),
        Assignment(role="dispatcher"),
    )


def test_a_role_given_for_one_department_is_held_only_there():
    given_role = Assignment(role="manager", department_id="dp_9")
    assert assigned([given_role], ["dp_1"]) == (given_role,)


@given(roles, departments)
def test_every_role_given_is_held_and_no_other(given_roles, department_ids):
    assignments = assigned(given_roles, department_ids)
    assert {a.role for a in assignments} == set(given_roles)
    assert len(set(assignments)) == len(assignments)


@given(roles, departments)
def test_roles_outside_the_departmental_ones_act_in_the_whole_tenant(given_roles, department_ids):
    for assignment in assigned(given_roles, department_ids):
        expected = set(department_ids) if assignment.role in DEPARTMENTAL and department_ids else {None}
        assert assignment.department_id in expected


@given(roles, departments, departments)
def test_moving_to_other_departments_is_as_if_invited_there(given_roles, before, after):
    assert set(moved(assigned(given_roles, before), after)) == set(assigned(given_roles, after))


@given(departments)
def test_a_move_leaves_roles_given_for_one_department(after):
    given_role = Assignment(role="manager", department_id="dp_9")
    assert moved([given_role], after) == (given_role,)


def test_a_manager_stands_in_where_they_manage_or_belong():
    everywhere = person(assignments=(Assignment(role="manager"),), department_ids=("dp_1",))
    one = person(assignments=(Assignment(role="manager", department_id="dp_2"),))
    assert everywhere.heads("dp_1")
    assert not everywhere.heads("dp_2")
    assert one.heads("dp_2")
    assert not one.heads("dp_1")
    assert not person(department_ids=("dp_1",)).heads("dp_1")
