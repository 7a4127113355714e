from chalicelib.kernel.changes import Emit, Save
from chalicelib.kernel.entity import Entity, Key, Ref


class Thing(Entity):
    name: str = "x"


def test_save_and_read(cloud, clock, acting):
    ctx = acting("manager")
    ctx.commit(Save(Key("THING#1"), Thing(name="a"), indexes={"GSI1": ("THINGS", "1")}))
    assert ctx.find(Ref(Key("THING#1"), Thing)).name == "a"
    rows, more = ctx.table.query("THINGS", index="GSI1")
    assert [r.load(Thing).name for r in rows] == ["a"] and not more
