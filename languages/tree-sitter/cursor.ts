/**
 * A cursor over a syntax tree, one layer below the library's. Each method of the library's copies the cursor's state
 * into the memory of WebAssembly and back again, which costs several times what it does there. Nobody else touches
 * that memory while a tree is being walked, so the state may as well stay where it is.
 */
import type { Tree } from 'web-tree-sitter';

/** Functions of the runtime by their names there. Each takes a tree's address and works on the one cursor. */
const NAMES = {
  root: '_ts_tree_root_node_wasm',
  hasError: '_ts_node_has_error_wasm',
  open: '_ts_tree_cursor_new_wasm',
  close: '_ts_tree_cursor_delete_wasm',
  firstChild: '_ts_tree_cursor_goto_first_child_wasm',
  nextSibling: '_ts_tree_cursor_goto_next_sibling_wasm',
  parent: '_ts_tree_cursor_goto_parent_wasm',
  type: '_ts_tree_cursor_current_node_type_id_wasm',
  field: '_ts_tree_cursor_current_field_id_wasm',
  start: '_ts_tree_cursor_start_index_wasm',
  end: '_ts_tree_cursor_end_index_wasm',
  isNamed: '_ts_tree_cursor_current_node_is_named_wasm',
  isMissing: '_ts_tree_cursor_current_node_is_missing_wasm',
} as const;

type Call = (tree: number) => number;

export type Runtime = Readonly<Record<keyof typeof NAMES, Call>>;

/**
 * The functions of a runtime, of the object that it was started with. Throws if it has not got one of them: it is of
 * another version than this was written for.
 */
export function runtimeOf(module: object): Runtime {
  const call = (key: keyof typeof NAMES): Call => {
    const found: unknown = Reflect.get(module, NAMES[key]);
    if (!isCall(found)) throw new Error(`web-tree-sitter has no ${NAMES[key]}`);
    return found;
  };
  return {
    root: call('root'),
    hasError: call('hasError'),
    open: call('open'),
    close: call('close'),
    firstChild: call('firstChild'),
    nextSibling: call('nextSibling'),
    parent: call('parent'),
    type: call('type'),
    field: call('field'),
    start: call('start'),
    end: call('end'),
    isNamed: call('isNamed'),
    isMissing: call('isMissing'),
  };
}

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

/** Where a tree lies. The library keeps that in a property that it tells nobody of. */
export function addressOf(tree: Tree): number {
  const address: unknown = Reflect.get(tree, 0);
  if (typeof address !== 'number') throw new Error('web-tree-sitter keeps the addresses of trees elsewhere');
  return address;
}
