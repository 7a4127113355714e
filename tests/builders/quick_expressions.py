"""Makes moto quick at what it does with each expression and each item; `quick_moto` says why, and installs it.

moto takes each expression apart anew, though there are only as many as the code has; at each node of an update it asks
abstract classes whether it is one that it looks for, ten times; and for each attribute of an item it weighs all that it
has so far.
"""

from collections import deque
from functools import lru_cache
from typing import Any

from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.utilities import bytesize
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

#: more than the code has; tests make some of their own
_EXPRESSIONS = 2_000
#: moto's: what DynamoDB takes, in bytes
_LARGEST = 405_000
_lex = ConditionExpressionParser._lex_condition_expression
_is_looked_for: dict[tuple[type, type], bool] = {}


@lru_cache(_EXPRESSIONS)
def _lexed(expression: str) -> tuple[Any, ...]:
    return tuple(_lex(ConditionExpressionParser(expression, None, None)))


def _lex_once(parser: ConditionExpressionParser) -> deque[Any]:
    return deque(_lexed(parser.condition_expression or ""))


def _traverse_asking_once(traverser: DepthFirstTraverser, node: Any, child_id: int = -1) -> Any:
    if not isinstance(node, Node):
        return node
    parent = node.parent
    for number, child in enumerate(node.children or ()):
        traverser.pre_processing_of_child(node, number)
        _traverse_asking_once(traverser, child, number)
    kinds = (type(traverser), type(node))
    if kinds not in _is_looked_for:
        _is_looked_for[kinds] = isinstance(node, traverser.nodes_to_be_processed())
    if _is_looked_for[kinds]:
        node = traverser.process(node)
        node.parent = parent
        if parent:
            parent.children[child_id] = node
    return node


def _weigh_once(
    item: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]
) -> None:
    item.hash_key, item.range_key, item.attrs = hash_key, range_key, LimitedSizeDict()
    values = {name: DynamoType(value) for name, value in attrs.items()}
    if sum(bytesize(name) + value.size() for name, value in values.items()) > _LARGEST:
        raise ItemSizeTooLarge
    dict.update(item.attrs, values)


def install() -> None:
    """From now on, in this process."""
    ConditionExpressionParser._lex_condition_expression = _lex_once
    # whoever changes the tree copies it first
    UpdateExpressionParser.make = staticmethod(lru_cache(_EXPRESSIONS)(UpdateExpressionParser.make))
    DepthFirstTraverser.traverse_node_recursively = _traverse_asking_once
    Item.__init__ = _weigh_once
