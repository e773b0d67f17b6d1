import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
var __webpack_exports__ = {};

;// CONCATENATED MODULE: external "node:worker_threads"
const external_node_worker_threads_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");
;// CONCATENATED MODULE: ./build/src/breakage/workspace/syntax-node.js
const SCOPES = new Set(["function_definition", "class_definition", "module"]);
/** Copies a tree's named nodes, and deletes the tree. A loop and no recursion: trees can be deeper than the stack. */
function copyTree(tree, { offset = 0, later } = {}) {
    const cursor = tree.walk();
    const node = (parent) => ({
        type: cursor.nodeType,
        start: cursor.startIndex + offset,
        end: cursor.endIndex + offset,
        field: cursor.currentFieldName ?? undefined,
        parent,
        scope: parent !== undefined && SCOPES.has(parent.type) ? parent : parent?.scope,
        children: [],
    });
    const root = node(undefined);
    try {
        let parent = root;
        let moved = cursor.gotoFirstChild();
        while (moved) {
            if (cursor.nodeIsNamed) {
                const child = node(parent);
                parent.children.push(child);
                const children = later?.(child);
                if (children !== undefined)
                    putOff(child, children);
                else if (cursor.gotoFirstChild()) {
                    parent = child;
                    continue;
                }
            }
            moved = cursor.gotoNextSibling();
            while (!moved && parent.parent !== undefined && cursor.gotoParent()) {
                parent = parent.parent;
                moved = cursor.gotoNextSibling();
            }
        }
        return root;
    }
    finally {
        cursor.delete();
        tree.delete();
    }
}
function putOff(node, children) {
    let known;
    Object.defineProperty(node, "children", { get: () => (known ??= children()) });
}
/** The child the grammar calls by this name. */
const child = (node, field) => node.children.find((one) => one.field === field);
/** Every node of these types at or below a node, in the order of the text. */
function nodesOf(root, types) {
    const found = [];
    const rest = [root];
    for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
        if (types.has(node.type))
            found.push(node);
        for (let at = node.children.length - 1; at >= 0; at -= 1) {
            const next = node.children[at];
            if (next !== undefined)
                rest.push(next);
        }
    }
    return found;
}
/** Whether `inner` is `outer` or lies in it. */
const within = (inner, outer) => inner.start >= outer.start && inner.end <= outer.end;

;// CONCATENATED MODULE: ./build/src/surface/syntax/assignments.js

const known = new WeakMap();
/** Every assignment to a plain name in a module, in the order of the text. */
function assignmentsOf(module) {
    const before = known.get(module);
    if (before !== undefined)
        return before;
    const found = nodesOf(module.root, new Set(["assignment"])).flatMap((one) => {
        const [left, value] = [child(one, "left"), child(one, "right")];
        if (left?.type !== "identifier" || value === undefined)
            return [];
        return [{ name: module.source(left), value, scope: one.scope }];
    });
    known.set(module, found);
    return found;
}
/** Those of the module's own level, conditional ones included. */
const moduleAssignments = (module) => assignmentsOf(module).filter(({ scope }) => scope === module.root);

;// CONCATENATED MODULE: ./build/src/text/line-index.js
/** Offset of each line's first unit. */
function lineStarts(text) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1))
        starts.push(at + 1);
    return starts;
}
/**
 * Turns offsets in a text into lines and columns. Lines end at a line feed; a carriage return before it is part of the line. The lines are
 * looked for when the first offset is asked for: of most files that are read none is.
 */
function lineIndex(text) {
    let known;
    return (offset) => {
        known ??= lineStarts(text);
        const starts = known;
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if ((starts[middle] ?? 0) <= offset)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    };
}
/** Offset of a position, or `undefined` when the text has no such line. */
function offsetOf(text, line, column) {
    let start = 0;
    for (let current = 1; current < line; current += 1) {
        const end = text.indexOf("\n", start);
        if (end === -1)
            return undefined;
        start = end + 1;
    }
    return start + column - 1;
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/module.js


/** @param options how its tree is copied: wholly, if nothing else is said */
function openModule(file, text, parse, options) {
    let position;
    return {
        file,
        text,
        root: copyTree(parse(text), options),
        line: (offset) => {
            position ??= lineIndex(text);
            return position(offset).line;
        },
        source: (node) => text.slice(node.start, node.end),
    };
}
/** `vllm/config/__init__.py` → `vllm.config` */
const moduleName = (file) => file
    .replace(/(\/__init__)?\.py$/, "")
    .split("/")
    .join(".");

;// CONCATENATED MODULE: ./build/src/surface/syntax/parts.js
/** The children that are no comments. */
const parts = (node) => node.children.filter(({ type }) => type !== "comment");
/** Parentheses around it taken off. */
function bare(node) {
    let inner = node;
    while (inner.type === "parenthesized_expression") {
        const next = parts(inner)[0];
        if (next === undefined)
            break;
        inner = next;
    }
    return inner;
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/strings.js


/** Longer than any literal of a release, with what stands in for its names. */
const LONGEST = 1_000_000;
/**
 * What the text of a string literal is put together from, implicit concatenations included: escapes are read, `{{` of an f-string
 * is one brace. `undefined` for anything else, bytes included.
 */
function piecesOf(node, module) {
    if (node.type === "string")
        return piecesOfOne(node, module);
    if (node.type !== "concatenated_string")
        return undefined;
    const pieces = parts(node).map((part) => (part.type === "string" ? piecesOfOne(part, module) : undefined));
    const known = pieces.filter((piece) => piece !== undefined);
    return known.length === pieces.length ? known.flat() : undefined;
}
/** The text of a string literal; `undefined` where it is none, or `computed` cannot tell an interpolation. */
function filledText(node, module, computed) {
    let text = "";
    const pieces = piecesOf(node, module);
    for (const piece of pieces ?? []) {
        const filled = typeof piece === "string" ? piece : computed(piece);
        if (filled === undefined || text.length + filled.length > LONGEST)
            return undefined;
        text += filled;
    }
    return pieces === undefined ? undefined : text;
}
/** What a string literal says; `undefined` for anything else, f-strings that compute included. */
const stringText = (node, module) => filledText(bare(node), module, () => undefined);
function piecesOfOne(node, module) {
    const [start, ...rest] = node.children;
    const prefix = start === undefined ? "b" : module.source(start).toLowerCase();
    if (prefix.includes("b"))
        return undefined;
    const [raw, format] = [prefix.includes("r"), prefix.includes("f")];
    return rest.flatMap((part) => {
        if (part.type === "interpolation") {
            return [{ expression: child(part, "expression"), plain: part.children.length === 1 }];
        }
        if (part.type !== "string_content")
            return [];
        const text = raw ? module.source(part) : unescaped(module.source(part));
        return [format ? text.replaceAll("{{", "{").replaceAll("}}", "}") : text];
    });
}
const ESCAPES = {
    n: "\n",
    t: "\t",
    r: "\r",
    "\\": "\\",
    "'": "'",
    '"': '"',
    "\n": "",
};
/** Python's common escapes; the others stay as they are written. */
function unescaped(source) {
    if (!source.includes("\\"))
        return source;
    return source.replace(/\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([\s\S]))/g, (all, two, four, one) => {
        const code = two ?? four;
        if (code !== undefined)
            return String.fromCharCode(Number.parseInt(code, 16));
        return one === undefined ? all : (ESCAPES[one] ?? all);
    });
}

;// CONCATENATED MODULE: ./build/src/surface/architectures/extract-architectures.js





const REGISTRY = "ModelRegistry";
const DECLARES = /^ModelRegistry\b[^\n=]*=/m;
const PREVIOUS = "_PREVIOUSLY_SUPPORTED_MODELS";
const OUT_OF_TREE = "_OOT_SUPPORTED_MODELS";
const ENDINGS = "_SUFFIX_TO_DEFAULTS";
const DECLARES_ENDINGS = new RegExp(`^${ENDINGS}\\b[^\\n=]*=`, "m");
/**
 * The model architectures of a release: the keys of the dictionary that `ModelRegistry` is made from, with what that dictionary
 * takes over from others (`**_TEXT_GENERATION_MODELS`), and those that the module names as gone or served by a plugin.
 *
 * @param texts the release's Python by member of the wheel
 */
function extractArchitectures(texts, parse) {
    const architectures = {};
    const formerArchitectures = {};
    const endings = [];
    for (const [file, text] of texts) {
        if (DECLARES_ENDINGS.test(text))
            endings.push(...endingsOf(openModule(file, text, parse)));
        if (!text.includes(REGISTRY) || !DECLARES.test(text))
            continue;
        const module = openModule(file, text, parse);
        const values = new Map(moduleAssignments(module).map(({ name, value }) => [name, value]));
        const registry = values.get(REGISTRY);
        const registered = registry === undefined ? undefined : registeredIn(registry, values, module);
        for (const { key, node } of entries(registered, values, module)) {
            architectures[key] ??= { file, line: module.line(node.start) };
        }
        for (const { key, value } of entries(values.get(PREVIOUS), values, module)) {
            formerArchitectures[key] = { ...formerArchitectures[key], ...(value === undefined ? {} : { last: value }) };
        }
        for (const { key, value } of entries(values.get(OUT_OF_TREE), values, module)) {
            formerArchitectures[key] = { ...formerArchitectures[key], ...(value === undefined ? {} : { plugin: value }) };
        }
    }
    const architectureEndings = [...new Set(endings)];
    return {
        ...{ architectures, formerArchitectures },
        ...(architectureEndings.length === 0 ? {} : { architectureEndings }),
    };
}
/** The first of each pair: `[("ForCausalLM", ("generate", "none")), …]`. */
function endingsOf(module) {
    const list = moduleAssignments(module).find(({ name }) => name === ENDINGS)?.value;
    return (list === undefined ? [] : parts(list)).flatMap((pair) => {
        const [first] = pair.type === "tuple" ? parts(pair) : [];
        return (first === undefined ? undefined : stringText(first, module)) ?? [];
    });
}
/** The dictionary that the registry's argument runs over: `{… for arch, (…) in _VLLM_MODELS.items()}`; or the argument itself. */
function registeredIn(registry, values, module) {
    const clause = nodesOf(registry, new Set(["for_in_clause"])).find((one) => child(one, "right") !== undefined);
    const named = clause === undefined ? undefined : child(clause, "right");
    const name = named === undefined ? undefined : /^(\w+)(?:\.items\(\))?$/.exec(module.source(named))?.[1];
    return (name === undefined ? undefined : values.get(name)) ?? nodesOf(registry, new Set(["dictionary"]))[0];
}
/** The entries of a dictionary and of those it takes over by name. What it derives from another by a comprehension is there already. */
function entries(dictionary, values, module) {
    const found = [];
    const seen = new Set();
    const rest = dictionary === undefined ? [] : [dictionary];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
        if (next.type !== "dictionary" || seen.has(next))
            continue;
        seen.add(next);
        const inner = [];
        for (const part of parts(next)) {
            const taken = part.type === "dictionary_splat" ? part.children[0] : undefined;
            const known = taken?.type === "identifier" ? values.get(module.source(taken)) : taken;
            if (known !== undefined)
                inner.push(known);
            const [key, value] = [child(part, "key"), child(part, "value")];
            const name = key === undefined ? undefined : stringText(key, module);
            if (name !== undefined && value !== undefined) {
                found.push({ key: name, node: part, value: stringText(value, module) });
            }
        }
        rest.push(...inner.reverse());
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/surface/values/scope.js
/** At a module's own level. */
const moduleScope = (module) => ({ module, locals: new Map() });

;// CONCATENATED MODULE: ./build/src/surface/values/value.js
/** Nobody can tell. */
const UNKNOWN = { kind: "unknown" };
/** Python's `None`. */
const NONE = { kind: "none" };
/** A string. */
const value_text = (value) => ({ kind: "text", text: value });
/** A value can hold itself, and that many times over. */
const DEEPEST = 10;
const LONGEST_SOURCE = 200_000;
/** Python source of a constant in one spelling, whatever quotes and breaks the release writes; `undefined` for what is computed. */
function pythonSource(value, depth = 0, budget = { left: LONGEST_SOURCE }) {
    budget.left -= value.kind === "text" ? value.text.length : 1;
    if (depth > DEEPEST || budget.left < 0)
        return undefined;
    const source = (inner) => pythonSource(inner, depth + 1, budget);
    switch (value.kind) {
        case "text":
            return quoted(value.text);
        case "number":
            return value.float ? floatSource(value.number) : String(value.number);
        case "truth":
            return value.truth ? "True" : "False";
        case "none":
            return "None";
        case "member":
            return source(value.value);
        case "list": {
            const items = value.items.map(source);
            if (items.includes(undefined))
                return undefined;
            if (value.brackets === "{}" && items.length === 0)
                return "set()";
            const comma = value.brackets === "()" && items.length === 1 ? "," : "";
            return `${value.brackets[0]}${items.join(", ")}${comma}${value.brackets[1]}`;
        }
        case "dictionary": {
            if (value.open)
                return undefined;
            const pairs = [...value.entries].map(([key, item]) => {
                budget.left -= key.length;
                return [quoted(key), source(item)];
            });
            return pairs.some(([, item]) => item === undefined)
                ? undefined
                : `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`;
        }
        default:
            return undefined;
    }
}
/** As Python's `repr` writes it: single quotes, unless they are in the text and double ones are not. */
function quoted(value) {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const escaped = value.replace(/[\\\n\r\t]/g, (one) => ESCAPED[one] ?? one);
    return `${quote}${quote === "'" ? escaped.replaceAll("'", "\\'") : escaped}${quote}`;
}
const ESCAPED = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** As Python's `repr` writes it. */
function floatSource(number) {
    const size = Math.abs(number);
    if (!Number.isFinite(number))
        return number > 0 ? "inf" : number < 0 ? "-inf" : "nan";
    if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
        return number.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
    }
    const written = String(number);
    return written.includes(".") ? written : `${written}.0`;
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/branches.js

/** The blocks of an `if`: under `TYPE_CHECKING` the first is the type checker's, the others are what runs. */
function branchesOf(node, module) {
    const condition = child(node, "condition");
    const checking = condition !== undefined && /^(typing\.)?TYPE_CHECKING$/.test(module.source(condition));
    return node.children
        .filter(({ field }) => field === "consequence" || field === "alternative")
        .map((inner) => ({ node: inner, typing: checking && inner.field === "consequence", certain: checking }));
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/functions.js

/** The functions of a module, methods and nested ones included, in the order of the text. */
function functionsOf(module) {
    return nodesOf(module.root, new Set(["function_definition"])).flatMap((node) => {
        const name = child(node, "name");
        return name === undefined ? [] : { name: module.source(name), module, node };
    });
}
/** What decorates a function or a class. */
function decoratorsOf({ parent }) {
    return parent?.type === "decorated_definition" ? parent.children.filter(({ type }) => type === "decorator") : [];
}
/** The parameters of a function in order, `self` included. */
function parametersOf({ module, node }) {
    return (child(node, "parameters")?.children ?? []).flatMap((one) => {
        const named = one.type === "identifier" ? one : (child(one, "name") ?? one.children[0]);
        const splat = one.type.endsWith("_pattern") ? one : one.children[0];
        const kind = SPLATS[splat?.type ?? ""] ?? "plain";
        const identifier = kind === "plain" ? named : splat?.children[0];
        if (identifier?.type !== "identifier")
            return [];
        const annotation = child(one, "type");
        const value = child(one, "value");
        return [
            {
                name: module.source(identifier),
                kind,
                node: one,
                ...(annotation === undefined ? {} : { annotation }),
                ...(value === undefined ? {} : { value }),
            },
        ];
    });
}
const SPLATS = {
    list_splat_pattern: "list",
    dictionary_splat_pattern: "keywords",
};
/** The names that a caller fills in order: without `self` and `cls`. */
function parameterNames(definition) {
    const names = parametersOf(definition).map(({ name }) => name);
    return names[0] === "self" || names[0] === "cls" ? names.slice(1) : names;
}

;// CONCATENATED MODULE: ./build/src/surface/classes/class-source.js



/** Deeper than any release nests classes. */
const class_source_DEEPEST = 5;
/** Reads a `class_definition`. Blocks under `if` in its body are read, but for `TYPE_CHECKING`'s. */
function readClass(module, node, depth = 0) {
    const fields = new Map();
    const methods = new Map();
    const nested = new Map();
    const rest = [...(child(node, "body")?.children ?? [])].reverse();
    let last;
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
        const before = last;
        last = undefined;
        if (next.type === "if_statement")
            rest.push(...runningBlocks(next, module).reverse());
        else if (next.type === "block" || next.type === "else_clause")
            rest.push(...[...next.children].reverse());
        else if (next.type === "expression_statement") {
            const [doc] = next.children;
            last = readField(module, doc, fields);
            if (last !== undefined)
                fields.set(last.name, last);
            if (before !== undefined && doc !== undefined && STRINGS.has(doc.type))
                fields.set(before.name, { ...before, doc });
        }
        else {
            const inner = next.type === "decorated_definition" ? child(next, "definition") : next;
            const name = inner === undefined ? undefined : child(inner, "name");
            if (inner === undefined || name === undefined)
                continue;
            const called = module.source(name);
            if (inner.type === "function_definition") {
                methods.set(called, { name: called, module, node: inner });
            }
            else if (inner.type === "class_definition" && depth < class_source_DEEPEST) {
                nested.set(called, readClass(module, inner, depth + 1));
            }
        }
    }
    return {
        name: module.source(child(node, "name") ?? node),
        module,
        line: module.line(node.start),
        node,
        decorators: decoratorsOf(node),
        bases: (child(node, "superclasses")?.children ?? []).filter(({ type }) => type !== "keyword_argument"),
        fields,
        methods,
        nested,
    };
}
const STRINGS = new Set(["string", "concatenated_string"]);
const runningBlocks = (node, module) => branchesOf(node, module).flatMap((branch) => (branch.typing ? [] : branch.node));
function readField(module, assignment, beside) {
    const left = assignment?.type === "assignment" ? child(assignment, "left") : undefined;
    if (assignment === undefined || left?.type !== "identifier")
        return undefined;
    const annotation = child(assignment, "type");
    const value = child(assignment, "right");
    return {
        name: module.source(left),
        module,
        line: module.line(left.start),
        beside,
        ...(annotation === undefined ? {} : { annotation }),
        ...(value === undefined ? {} : { value }),
    };
}

;// CONCATENATED MODULE: ./build/src/surface/classes/dotted-meaning.js
/** What `name` or `package.module.Name` means where it is written. */
function dottedMeaning(modules, module, written) {
    const [first = "", ...rest] = written.split(".");
    let found = modules.meaning(module, first);
    for (const part of rest) {
        if (found?.kind === "external")
            found = { kind: "external", path: `${found.path}.${part}` };
        else
            found = found?.kind === "module" ? modules.meaning(found.module, part) : undefined;
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/surface/classes/imports.js

/** The package that a module's relative imports start from. */
function packageOf(file, name) {
    return file.endsWith("/__init__.py") ? name : name.slice(0, Math.max(0, name.lastIndexOf(".")));
}
/** What an import statement binds, modules absolute. @param scope the package that a relative import starts from */
function importedNames(node, source, scope) {
    const from = child(node, "module_name");
    const module = from === undefined ? "" : absolute(scope, source(from));
    return node.children
        .filter(({ field }) => field === "name")
        .map((imported) => {
        const aliased = child(imported, "alias");
        const name = source(aliased === undefined ? imported : child(imported, "name"));
        if (from !== undefined)
            return { local: aliased === undefined ? name : source(aliased), module, name };
        if (aliased !== undefined)
            return { local: source(aliased), module: name };
        const top = name.split(".")[0] ?? name;
        return { local: top, module: top };
    });
}
/** PEP 328: one dot is the package itself, each further one its parent. */
function absolute(scope, written) {
    const dots = /^\.*/.exec(written)?.[0].length ?? 0;
    if (dots === 0)
        return written;
    const parents = scope.split(".");
    const base = parents.slice(0, Math.max(0, parents.length - dots + 1));
    return [...base, ...written.slice(dots).split(".")].filter((part) => part !== "").join(".");
}

;// CONCATENATED MODULE: ./build/src/surface/classes/bindings.js



/**
 * Reads a module's own level. Blocks under `if`, `try` and `with` are entered; what they bind does not replace a name that is there
 * already, as the first branch is the one that a release means.
 * @param name its dotted name
 */
function readBindings(module, name) {
    const scope = packageOf(module.file, name);
    const bindings = new Map();
    const stars = [];
    const source = (part) => (part === undefined ? "" : module.source(part));
    const take = (statement) => {
        const { node, typing, conditional } = statement;
        const bind = (named, binding) => {
            const before = bindings.get(named);
            if (before === undefined || before.typing || !(typing || conditional))
                bindings.set(named, binding);
        };
        switch (node.type) {
            case "decorated_definition":
            case "class_definition":
            case "function_definition": {
                const inner = node.type === "decorated_definition" ? child(node, "definition") : node;
                const kind = inner?.type === "class_definition" ? "class" : "function";
                if (inner !== undefined)
                    bind(source(child(inner, "name")), { kind, node: inner, typing });
                return;
            }
            case "expression_statement": {
                const assignment = node.children[0]?.type === "assignment" ? node.children[0] : undefined;
                const left = assignment === undefined ? undefined : child(assignment, "left");
                const right = assignment === undefined ? undefined : child(assignment, "right");
                if (left?.type === "identifier" && right !== undefined)
                    bind(source(left), { kind: "value", node: right, typing });
                return;
            }
            case "import_statement":
            case "import_from_statement": {
                const all = node.children.some(({ type }) => type === "wildcard_import");
                if (all)
                    stars.push(absolute(scope, source(child(node, "module_name"))));
                for (const { local, ...target } of importedNames(node, source, scope)) {
                    bind(local, { kind: "import", ...target, typing });
                }
            }
        }
    };
    const rest = module.root.children.map((node) => ({ node, typing: false, conditional: false })).reverse();
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
        take(next);
        rest.push(...innerStatements(next, module).reverse());
    }
    return { bindings, stars };
}
/** The statements of a compound one. */
function innerStatements({ node, typing, conditional }, module) {
    switch (node.type) {
        case "if_statement":
            return branchesOf(node, module).map((branch) => ({
                node: branch.node,
                typing: typing || branch.typing,
                conditional: conditional || !branch.certain,
            }));
        case "try_statement":
        case "except_clause":
        case "except_group_clause":
        case "finally_clause":
        case "else_clause":
        case "elif_clause":
            return node.children.map((inner) => ({ node: inner, typing, conditional: true }));
        case "with_statement":
        case "block":
            return node.children.map((inner) => ({ node: inner, typing, conditional }));
        default:
            return [];
    }
}

;// CONCATENATED MODULE: ./build/src/surface/classes/python-module.js



/** Reads a module; of the bodies of its long functions only what is asked for. */
function readModule(file, text, parse) {
    const module = openModule(file, text, parse, { later: (node) => functionBody(node, text, parse) });
    const name = moduleName(file);
    return { ...module, name, ...readBindings(module, name) };
}
/** Characters above which a function's body is parsed again when it is asked for: nearly none of a release's ever is. */
const LONG = 500;
function functionBody(node, text, parse) {
    const of = node.parent;
    if (node.field !== "body" || of?.type !== "function_definition" || node.end - node.start < LONG)
        return undefined;
    return () => {
        const root = copyTree(parse(text.slice(of.start, of.end)), { offset: of.start });
        const again = root.children.find(({ type }) => type === "function_definition");
        const body = again === undefined ? undefined : child(again, "body");
        return (body?.children ?? []).map((one) => ({ ...one, parent: node }));
    };
}

;// CONCATENATED MODULE: ./build/src/surface/classes/modules.js


/** @param texts member of the wheel → text of every `.py` file of the release */
function openModules(texts, parse) {
    const read = new Map();
    const files = new Map([...texts.keys()].filter((name) => name.endsWith(".py")).map((name) => [moduleName(name), name]));
    let classes;
    const file = (name) => {
        const text = texts.get(name);
        const known = read.get(name) ?? (text === undefined ? undefined : readModule(name, text, parse));
        if (known !== undefined)
            read.set(name, known);
        return known;
    };
    const module = (name) => {
        const found = files.get(name);
        return found === undefined ? undefined : file(found);
    };
    const meaning = (from, name, seen = new Set()) => {
        const asked = `${from.file} ${name}`;
        if (seen.has(asked))
            return undefined;
        seen.add(asked);
        const binding = from.bindings.get(name);
        if (binding !== undefined && binding.kind !== "import") {
            // A quoted annotation asks with a text of its own; what it names stands in the file.
            return { kind: "definition", name, module: file(from.file) ?? from, binding };
        }
        if (binding === undefined)
            return submodule(from, name) ?? throughStars(from, name, seen);
        const target = module(binding.module);
        if (target === undefined) {
            const path = binding.name === undefined ? binding.module : `${binding.module}.${binding.name}`;
            // PEP 420: a package needs no file of its own.
            const inner = module(path);
            return inner === undefined ? { kind: "external", path } : { kind: "module", module: inner };
        }
        return binding.name === undefined ? { kind: "module", module: target } : meaning(target, binding.name, seen);
    };
    const submodule = (from, name) => {
        const found = module(`${from.name}.${name}`);
        return found === undefined ? undefined : { kind: "module", module: found };
    };
    const throughStars = (from, name, seen) => {
        for (const star of from.stars) {
            const target = module(star);
            const found = target === undefined ? undefined : meaning(target, name, seen);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
    return {
        file,
        module,
        meaning: (from, name) => meaning(from, name),
        filesWithClass: (name) => {
            classes ??= indexClasses(texts);
            return classes.get(name) ?? [];
        },
        filesWith: (part) => [...files.values()].filter((name) => texts.get(name)?.includes(part) === true),
        filesOf: (name) => [...files].flatMap(([one, at]) => (one === name || one.startsWith(`${name}.`) ? [at] : [])),
    };
}
/** One pass over all texts: a release has thousands of files, and most are never parsed. */
function indexClasses(texts) {
    const found = new Map();
    const name = /\w+/y;
    for (const [file, text] of texts) {
        if (!file.endsWith(".py"))
            continue;
        for (let at = nextClass(text, 0); at !== -1; at = nextClass(text, at + 1)) {
            name.lastIndex = at + "class ".length;
            const word = name.exec(text)?.[0];
            if (word === undefined)
                continue;
            const files = found.get(word);
            if (files === undefined)
                found.set(word, [file]);
            else
                files.push(file);
        }
    }
    return found;
}
/** Searching for the word and looking at what is before it takes half of the time of searching for the line. */
function nextClass(text, from) {
    let at = text.indexOf("class ", from);
    while (at > 0 && text[at - 1] !== "\n")
        at = text.indexOf("class ", at + 1);
    return at;
}

;// CONCATENATED MODULE: ./build/src/surface/classes/type-hints.js




/** Deeper than anyone writes annotations. */
const type_hints_DEEPEST = 30;
/** Parts looked at before an annotation counts as one that goes on for ever: an alias may name itself twice. */
const MOST_NODES = 1000;
const SAME = {
    List: "list",
    Dict: "dict",
    Tuple: "tuple",
    Set: "set",
    FrozenSet: "frozenset",
    Type: "type",
    Text: "str",
};
/** Only the first of their arguments is the type. */
const TRANSPARENT = new Set(["Annotated", "Required", "NotRequired", "Final", "InitVar", "SkipValidation"]);
/** The alternatives of an annotation (PEP 484, 586, 593, 604). `ClassVar[…]` stays as it is. */
function typeHints(modules, parse, module, node, budget = { left: MOST_NODES }, depth = 0) {
    budget.left -= 1;
    if (depth > type_hints_DEEPEST || budget.left < 0)
        return [];
    const inner = (one, at = module) => typeHints(modules, parse, at, one, budget, depth + 1);
    switch (node.type) {
        case "type":
        case "parenthesized_expression":
            return node.children[0] === undefined ? [] : inner(node.children[0]);
        case "none":
            return [{ name: "None", args: [], module }];
        case "binary_operator":
        case "union_type":
            return node.children.flatMap((one) => inner(one));
        case "string": {
            const quoted = quotedModule(module, stringText(node, module) ?? "", parse);
            const expression = quoted.root.children[0]?.children[0];
            return expression === undefined ? [] : inner(expression, quoted);
        }
        case "generic_type":
        case "subscript": {
            const [base, args] = partsOf(node);
            if (base === undefined)
                return [];
            const name = lastName(modules, module, base);
            if (name === "Optional")
                return [...args.flatMap((one) => inner(one)), { name: "None", args: [], module }];
            if (name === "Union")
                return args.flatMap((one) => inner(one));
            if (TRANSPARENT.has(name))
                return args[0] === undefined ? [] : inner(args[0]);
            return [{ ...named(modules, module, base, name), args }];
        }
        case "identifier":
        case "attribute":
        case "member_type": {
            const found = dottedMeaning(modules, module, module.source(node));
            if (found?.kind === "definition" && found.binding.kind === "value")
                return inner(found.binding.node, found.module);
            return [named(modules, module, node, lastName(modules, module, node))];
        }
        default:
            return [{ name: module.source(node), args: [], module }];
    }
}
/** `Literal["a", 1]`: base and what stands between the brackets, in both shapes that the grammar has. */
function partsOf(node) {
    if (node.type === "subscript") {
        const args = node.children.filter(({ field }) => field === "subscript");
        const only = args[0];
        return [child(node, "value"), args.length === 1 && only?.type === "tuple" ? only.children : args];
    }
    const [base, parameters] = node.children;
    return [base, (parameters?.children ?? []).map((one) => (one.type === "type" ? (one.children[0] ?? one) : one))];
}
function named(modules, module, node, name) {
    const found = dottedMeaning(modules, module, module.source(node));
    const isClass = found?.kind === "definition" && found.binding.kind === "class";
    return { name, args: [], module, ...(isClass ? { classAt: { module: found.module, name: found.name } } : {}) };
}
function lastName(modules, module, node) {
    const found = dottedMeaning(modules, module, module.source(node));
    const written = found?.kind === "external" ? found.path : found?.kind === "definition" ? found.name : module.source(node);
    const name = written.slice(written.lastIndexOf(".") + 1);
    return found?.kind === "definition" ? name : (SAME[name] ?? name);
}
/** A quoted annotation has a text of its own, with the names of the module it stands in. */
function quotedModule(module, content, parse) {
    return { ...module, ...openModule(module.file, content, parse) };
}

;// CONCATENATED MODULE: ./build/src/surface/classes/open-classes.js






/** More ancestors than any class has. */
const MOST_ANCESTORS = 100;
/** Names for each other, one after the other; they can go round. */
const MOST_ALIASES = 20;
/**
 * The classes of a release, found by name and read from the files that have them; nothing else is parsed.
 * @param texts member of the wheel → text: `vllm/config/model.py`
 */
function openClasses(texts, parse) {
    const modules = openModules(texts, parse);
    const read = new WeakMap();
    const lineages = new WeakMap();
    const own = (module, name) => {
        const binding = module.bindings.get(name);
        if (binding?.kind !== "class")
            return undefined;
        const known = read.get(binding.node) ?? readClass(module, binding.node);
        read.set(binding.node, known);
        return known;
    };
    const named = (name) => modules.filesWithClass(name).flatMap((file) => {
        const module = modules.file(file);
        return module === undefined ? [] : (own(module, name) ?? []);
    });
    const classAt = (module, name, aliases = 0) => {
        const found = modules.meaning(module, name);
        if (found?.kind === "definition") {
            if (found.binding.kind === "class")
                return own(found.module, found.name);
            // `LLMEngine = V1LLMEngine`
            const alias = found.binding.kind === "value" ? found.binding.node : undefined;
            if (alias?.type !== "identifier" || aliases > MOST_ALIASES)
                return undefined;
            return classAt(found.module, found.module.source(alias), aliases + 1);
        }
        const all = found === undefined ? named(name) : [];
        return all.length === 1 ? all[0] : undefined;
    };
    const lineage = (of) => {
        const known = lineages.get(of);
        if (known !== undefined)
            return known;
        const found = [];
        const rest = [of];
        for (let next = rest.pop(); next !== undefined && found.length < MOST_ANCESTORS; next = rest.pop()) {
            if (found.includes(next))
                continue;
            found.push(next);
            rest.push(...basesOf(next).reverse());
        }
        lineages.set(of, found);
        return found;
    };
    const basesOf = (of) => of.bases.flatMap((base) => {
        const name = baseName(of, base);
        if (!name.includes("."))
            return classAt(of.module, name) ?? [];
        const found = dottedMeaning(modules, of.module, name);
        return found?.kind === "definition" ? (classAt(found.module, found.name) ?? []) : [];
    });
    const global = (module, name, evaluate) => {
        const found = modules.meaning(module, name);
        if (found === undefined) {
            const only = classAt(module, name);
            return only === undefined ? UNKNOWN : { kind: "class", class: only };
        }
        if (found.kind !== "definition")
            return found;
        const { binding } = found;
        switch (binding.kind) {
            case "class": {
                const of = own(found.module, found.name);
                return of === undefined ? UNKNOWN : { kind: "class", class: of };
            }
            case "function":
                return { kind: "function", function: { name: found.name, module: found.module, node: binding.node } };
            case "value":
                return evaluate(binding.node, moduleScope(found.module));
        }
    };
    return {
        modules,
        named,
        classAt: (module, name) => classAt(module, name),
        lineage,
        foreignBases: (of) => lineage(of).flatMap((one) => one.bases.flatMap((base) => {
            const found = dottedMeaning(modules, one.module, baseName(one, base));
            return found?.kind === "external" ? [found.path] : [];
        })),
        hints: (module, annotation) => typeHints(modules, parse, module, annotation),
        global,
    };
}
/** `Base[T]` is `Base`. */
function baseName(of, base) {
    const plain = base.type === "subscript" ? (base.children[0] ?? base) : base;
    return of.module.source(plain);
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/calls.js


/** The last name of what is called: `Counter` of `prometheus_client.Counter(…)`; empty where it is no name. */
function calleeName(call, module) {
    const callee = child(call, "function");
    const name = callee?.type === "attribute" ? child(callee, "attribute") : callee;
    return name?.type === "identifier" ? module.source(name) : "";
}
/** The arguments of a call, positional ones up to the first `*args`. */
function argumentsOf(call, module) {
    const list = child(call, "arguments");
    const positional = [];
    const keywords = new Map();
    let splat = false;
    for (const one of list?.type === "argument_list" ? parts(list) : []) {
        const name = one.type === "keyword_argument" ? child(one, "name") : undefined;
        const value = child(one, "value");
        if (name !== undefined && value !== undefined)
            keywords.set(module.source(name), value);
        else if (one.type === "list_splat" || one.type === "dictionary_splat")
            splat = true;
        else if (!splat)
            positional.push(one);
    }
    return { positional, keywords };
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/constants.js


/** What the module and class levels of modules assign. */
function constantsOf(modules) {
    const found = new Map();
    const add = (name, expression) => {
        const known = found.get(name);
        if (known === undefined)
            found.set(name, [expression]);
        else
            known.push(expression);
    };
    for (const module of modules) {
        for (const { name, value, scope } of assignmentsOf(module)) {
            if (scope?.type === "module")
                add(name, { node: value, module });
            const owner = scope?.type === "class_definition" ? child(scope, "name") : undefined;
            if (owner !== undefined)
                add(`${module.source(owner)}.${name}`, { node: value, module });
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/comments.js
const comments_known = new WeakMap();
/**
 * The comment lines that end on the line before, without their `#`. Read from the text: at a block's beginning the grammar puts
 * comments outside the block.
 *
 * @param source a module
 * @param line 1-based
 */
function commentsAbove(source, line) {
    const lines = comments_known.get(source) ?? source.text.split("\n");
    comments_known.set(source, lines);
    const found = [];
    for (let at = line - 2; at >= 0; at -= 1) {
        const written = (lines[at] ?? "").trim();
        if (!written.startsWith("#"))
            break;
        found.push(written.replace(/^#+\s*/, ""));
    }
    return found.reverse();
}

;// CONCATENATED MODULE: ./build/src/surface/syntax/render.js



/** What stands for a value that cannot be read from the source. */
const UNREADABLE = "…";
/** Deeper than any message is written. */
const render_DEEPEST = 12;
/** Longer than any message. */
const render_LONGEST = 100_000;
/**
 * The text that an expression gives, with names put in: strings, implicit concatenations, f-strings, `a + b`, `x if y else z` (its
 * first side). What cannot be told becomes `…`.
 */
function render(node, module, named, depth = 0) {
    if (depth > render_DEEPEST)
        return UNREADABLE;
    const inner = (one) => one === undefined ? UNREADABLE : render(one, module, named, depth + 1);
    const expression = bare(node);
    switch (expression.type) {
        case "identifier":
            return named(module.source(expression)) ?? UNREADABLE;
        case "string":
        case "concatenated_string":
            return filledText(expression, module, (part) => inner(part.expression)) ?? UNREADABLE;
        case "binary_operator":
            return (inner(child(expression, "left")) + inner(child(expression, "right"))).slice(0, render_LONGEST);
        case "conditional_expression":
            return inner(parts(expression)[0]);
        default:
            return UNREADABLE;
    }
}
/** `"Using %s …" % names` as the logging module does it: each `%s` and `%r` takes the next value. */
function interpolated(format, values) {
    let at = 0;
    let left = render_LONGEST;
    return format.replace(/%[srd]/g, () => {
        const value = (values[at++] ?? UNREADABLE).slice(0, left);
        left -= value.length;
        return value;
    });
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/deprecation.js




const SAYS = /\bdeprecated\b|\breplaced (?:by|with)\b|\brenamed\b/i;
const FLAG = "show_hidden_metrics";
const STATEMENTS = new Set(["module", "block"]);
/** Whether it is only declared with `--show-hidden-metrics-for-version`: under `if self.show_hidden_metrics:`. */
function isHidden(call, module) {
    for (let node = call; node.parent !== undefined; node = node.parent) {
        const condition = node.parent.type === "if_statement" ? child(node.parent, "condition") : undefined;
        if (condition === undefined || node.field !== "consequence")
            continue;
        const asked = module.source(condition);
        if (asked.includes(FLAG) && !/\bnot\s+[\w.]*show_hidden_metrics\b/.test(asked))
            return true;
    }
    return false;
}
/** The release's words: in the documentation that the metric is declared with, or in the comment above. */
function deprecationOf(call, module) {
    const { positional, keywords } = argumentsOf(call, module);
    const documentation = keywords.get("documentation") ?? keywords.get("description") ?? positional[1];
    const told = documentation === undefined ? "" : render(documentation, module, () => undefined);
    return /\bdeprecated\b.*/is.exec(told)?.[0].replace(/\s+/g, " ").trim() ?? commentText(call, module);
}
/** The comment above the statement, or above the block that the statement begins. */
function commentText(call, module) {
    for (let node = call; node.parent !== undefined; node = node.parent) {
        if (!STATEMENTS.has(node.parent.type))
            continue;
        const lines = commentsAbove(module, module.line(node.start));
        const from = lines.findIndex((line) => SAYS.test(line));
        if (from !== -1)
            return sentence(lines.slice(from));
        const begins = node.parent.children.find(({ type }) => type !== "comment") === node;
        if (!begins || node.parent.parent?.type !== "if_statement")
            return undefined;
    }
    return undefined;
}
/** The first line and those that go on with it, to the end of the sentence. */
function sentence([first = "", ...rest]) {
    const lines = [first];
    for (const line of rest) {
        if (!/^[a-z(]/.test(line))
            break;
        lines.push(line);
    }
    return lines.join(" ").replace(/([^.]\.)\s.*$/, "$1");
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/meanings.js



/** Counts a step. */
const spent = (search) => {
    search.left -= 1;
    return search.left < 0;
};
/** Elements of one list that are looked at: more than any release loops over. */
const MOST = 500;
/** What a name can stand for where it is used. */
function meanings({ node, module }, search) {
    const name = module.source(node);
    if (node.type === "attribute") {
        // `self.NAME`, `Names.NAME`, `module.Names.NAME`; an enum's `Names.NAME.value`.
        const [last = "", owner = ""] = name
            .replace(/\.value$/, "")
            .split(".")
            .reverse();
        const own = owner === "self" || owner === "cls" ? ownerClass(node, module) : owner;
        return [...(search.constants.get(`${own}.${last}`) ?? [])];
    }
    for (let scope = node.parent; scope !== undefined; scope = scope.parent) {
        const looped = loopElements(scope, node, module, search);
        if (looped !== undefined)
            return looped;
        if (scope.type !== "function_definition")
            continue;
        const here = scope;
        const local = assignmentsOf(module).filter((one) => one.scope === here && one.name === name);
        if (local.length > 0)
            return local.map(({ value }) => ({ node: value, module }));
    }
    const known = search.constants.get(name) ?? [];
    const own = known.filter((one) => one.module === module);
    return own.length > 0 ? own : [...known];
}
function ownerClass(node, module) {
    let scope = node.scope;
    while (scope !== undefined && scope.type !== "class_definition")
        scope = scope.scope;
    const name = scope === undefined ? undefined : child(scope, "name");
    return name === undefined ? "" : module.source(name);
}
const LOOPS = new Set([
    "for_statement",
    "list_comprehension",
    "set_comprehension",
    "dictionary_comprehension",
    "generator_expression",
]);
/** What a loop's variable runs over, where the loop binds the name. */
function loopElements(loop, used, module, search) {
    if (!LOOPS.has(loop.type))
        return undefined;
    const clauses = loop.type === "for_statement" ? [loop] : loop.children.filter(({ type }) => type === "for_in_clause");
    for (const clause of clauses) {
        const [left, right] = [child(clause, "left"), child(clause, "right")];
        if (left === undefined || right === undefined || within(used, right))
            continue;
        const at = place(left, module.source(used), module);
        if (at === undefined)
            continue;
        return meanings_elements({ node: right, module }, search).flatMap((element) => at === "whole" ? (Array.isArray(element) ? (element[0] ?? []) : element) : partOf(element, at, search));
    }
    return undefined;
}
function place(pattern, name, module) {
    if (pattern.type === "identifier")
        return module.source(pattern) === name ? "whole" : undefined;
    const at = parts(pattern).findIndex((one) => one.type === "identifier" && module.source(one) === name);
    return at === -1 ? undefined : at;
}
function meanings_elements({ node, module }, search) {
    if (spent(search))
        return [];
    const expression = bare(node);
    if (/^(list|tuple|set|expression_list)$/.test(expression.type)) {
        return parts(expression)
            .slice(0, MOST)
            .map((one) => ({ node: one, module }));
    }
    if (expression.type === "dictionary") {
        return parts(expression)
            .filter(({ type }) => type === "pair")
            .slice(0, MOST)
            .map((pair) => [child(pair, "key"), child(pair, "value")].flatMap((one) => (one === undefined ? [] : { node: one, module })));
    }
    if (expression.type === "call") {
        const called = child(expression, "function");
        const owner = called?.type === "attribute" ? child(called, "object") : undefined;
        if (owner === undefined || !/\.(?:items|keys)$/.test(module.source(called ?? owner)))
            return [];
        return meanings_elements({ node: owner, module }, search);
    }
    if (expression.type !== "identifier" && expression.type !== "attribute")
        return [];
    return meanings({ node: expression, module }, search).flatMap((one) => meanings_elements(one, search));
}
function partOf(element, at, search) {
    if (!("node" in element))
        return element[at] === undefined ? [] : [element[at]];
    const found = meanings_elements(element, search)[at];
    return found !== undefined && "node" in found ? [found] : [];
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/possible-texts.js




/** Nested deeper, computed longer and of more forms than any release writes a name. */
const possible_texts_DEEPEST = 12;
const MOST_STEPS = 1_000;
const possible_texts_MOST = 500;
const possible_texts_LONGEST = 1_000;
/**
 * The texts that an expression can have: literals, concatenations, f-strings, names of constants, of variables and of what runs
 * over a list or dictionary of literals. Empty where it cannot be told.
 */
const textsOf = (expression, constants) => texts(expression, { constants, left: MOST_STEPS }, 0);
function texts({ node, module }, search, depth) {
    if (depth > possible_texts_DEEPEST || spent(search))
        return [];
    const inner = (one) => one === undefined ? [] : texts({ node: one, module }, search, depth + 1);
    const expression = bare(node);
    switch (expression.type) {
        case "string":
        case "concatenated_string": {
            const pieces = piecesOf(expression, module);
            const alternatives = pieces?.map((piece) => (typeof piece === "string" ? [piece] : inner(piece.expression)));
            return alternatives === undefined ? [] : product(alternatives);
        }
        case "binary_operator":
            return product([inner(child(expression, "left")), inner(child(expression, "right"))]);
        case "conditional_expression":
            return [...inner(parts(expression)[0]), ...inner(parts(expression)[2])];
        case "identifier":
        case "attribute":
            return meanings({ node: expression, module }, search).flatMap((one) => texts(one, search, depth + 1));
        default:
            return [];
    }
}
/** One alternative of each, put together in every way. */
function product(lists) {
    let joined = [""];
    for (const list of lists) {
        joined = joined.flatMap((before) => list.map((after) => before + after));
        if (joined.length > possible_texts_MOST || joined.some(({ length }) => length > possible_texts_LONGEST))
            return [];
    }
    return joined;
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/declarations.js





/** vLLM's metrics are in its namespace; `vllm::name` is an operator of torch. */
const METRIC_NAME = /^vllm:[A-Za-z_]\w*$/;
const TYPES = new Set(["counter", "gauge", "histogram", "summary", "info"]);
/**
 * The metrics that a module declares: calls of prometheus_client's classes and of what wraps them (`Counter`, `self._counter_cls`,
 * `_RayGaugeWrapper`), and dictionaries from names to such calls.
 */
function declarationsIn(module, constants) {
    const found = [];
    for (const node of nodesOf(module.root, new Set(["call", "pair"]))) {
        const call = node.type === "call" ? node : bare(child(node, "value") ?? node);
        const type = call.type === "call" ? typeOf(calleeName(call, module)) : undefined;
        if (type === undefined)
            continue;
        const named = node.type === "pair" ? child(node, "key") : nameArgument(call, module);
        if (named === undefined)
            continue;
        for (const name of textsOf({ node: named, module }, constants)) {
            if (METRIC_NAME.test(name))
                found.push(declaration(name, type, call, named, module));
        }
    }
    return found;
}
function declaration(name, type, call, named, module) {
    const deprecated = deprecationOf(call, module);
    return {
        name: type === "counter" ? name.replace(/_total$/, "") : name,
        type,
        file: module.file,
        line: module.line(named.start),
        ...(isHidden(call, module) ? { hidden: true } : {}),
        ...(deprecated === undefined ? {} : { deprecated }),
    };
}
function nameArgument(call, module) {
    if (call.type !== "call")
        return undefined;
    const { positional, keywords } = argumentsOf(call, module);
    return keywords.get("name") ?? positional[0];
}
/** `OffloadingCounterMetadata` → `counter`: the one word of a callee's name that is a type. `logger.info` is none. */
function typeOf(callee) {
    if (callee === "info")
        return undefined;
    const words = callee
        .replace(/([a-z])([A-Z])/g, "$1_$2")
        .toLowerCase()
        .split("_");
    const types = [...TYPES].filter((type) => words.includes(type));
    return types.length === 1 ? types[0] : undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/exposed-names.js
/**
 * The names of the time series that a metric is scraped as, by the rules of prometheus_client (`metrics.py`): a counter is
 * `NAME_total`, whether or not it was declared with the suffix; a histogram is `NAME_bucket`, `NAME_sum` and `NAME_count`.
 *
 * @param name as in `Surface.metrics`
 */
function exposedNames(name, { type }) {
    switch (type) {
        case "counter":
            return counter(name);
        case "gauge":
            return [name];
        case "histogram":
            return ["_bucket", "_sum", "_count", "_created"].map((suffix) => name + suffix);
        case "summary":
            return [name, ...["_sum", "_count", "_created"].map((suffix) => name + suffix)];
        case "info":
            return [`${name.replace(/_info$/, "")}_info`];
        case "unknown":
            return [...new Set([name, ...counter(name), ...["_bucket", "_sum", "_count", "_info"].map((end) => name + end)])];
    }
}
function counter(name) {
    const base = name.replace(/_total$/, "");
    return [`${base}_total`, `${base}_created`];
}

;// CONCATENATED MODULE: ./build/src/surface/metrics/imported.js

/**
 * Whether any other module of the release imports this one, or names it in a string for importing. One that nobody imports is
 * left over: what it declares is never registered. In doubt it counts as imported.
 */
function isImported(file, texts) {
    const name = moduleName(file);
    const path = name.split(".");
    const last = path.at(-1) ?? "";
    const parent = path.slice(0, -1).join(".");
    const absolute = new RegExp(`^[ \\t]*(?:from|import)[ \\t]+${escaped(name)}(?!\\w)|["']${escaped(name)}["':.]`, "m");
    const fromParent = new RegExp(`from[ \\t]+${escaped(parent)}[ \\t]+import\\b[^#]{0,1000}?\\b${last}\\b`);
    const relative = new RegExp(`^[ \\t]*from[ \\t]+\\.[^\\n]*\\b${last}\\b`, "m");
    const folder = `${path.slice(0, 2).join("/")}/`;
    for (const [other, text] of near(texts, folder)) {
        if (other === file)
            continue;
        if (text.includes(name) && absolute.test(text))
            return true;
        if (text.includes(`from ${parent} import`) && fromParent.test(text))
            return true;
        if (other.startsWith(folder) && text.includes("from .") && relative.test(text))
            return true;
    }
    return false;
}
/** Those of the same top folder first: that is where a module is imported. */
function* near(texts, folder) {
    for (const entry of texts)
        if (entry[0].startsWith(folder))
            yield entry;
    for (const entry of texts)
        if (!entry[0].startsWith(folder))
            yield entry;
}
const escaped = (name) => name.replaceAll(".", "\\.");

;// CONCATENATED MODULE: ./build/src/surface/metrics/extract-metrics.js








/** The beginning of a string: in comments and documentation names stand within. */
const MENTION = /["']vllm:(?=[\w{"'])/;
/**
 * The Prometheus metrics of a release. What is declared in a way that cannot be read, but stands in the release's Python as a
 * whole literal, counts with an unknown type: "gone" must mean that the name is nowhere.
 *
 * @param texts the release's Python by member of the wheel
 */
function extractMetrics(texts, parse) {
    const modules = [];
    for (const [file, text] of texts) {
        if (text.includes("vllm:") && MENTION.test(text))
            modules.push(openModule(file, text, parse));
    }
    const constants = constantsOf(modules);
    const declared = modules.flatMap((module) => declarationsIn(module, constants));
    const literals = modules.flatMap(literalsIn);
    for (const module of importersOf(literals, declared, constants, modules, texts, parse)) {
        declared.push(...declarationsIn(module, constants));
    }
    const metrics = new Map();
    for (const { name, ...metric } of withoutLeftOver(declared, texts)) {
        metrics.set(name, together(metrics.get(name), metric));
    }
    const exposed = new Set([...metrics].flatMap(([name, metric]) => [name, ...exposedNames(name, metric)]));
    for (const { name, ...metric } of literals) {
        if (!exposed.has(name) && !metrics.has(name))
            metrics.set(name, metric);
    }
    return Object.fromEntries([...metrics].sort(([one], [other]) => (one < other ? -1 : 1)));
}
/**
 * Modules that do not spell a metric's name, but declare it by a constant of a class (`_Names.LOAD_BYTES`): those that name the
 * class, where nothing else declares the metric.
 */
function importersOf(literals, declared, constants, modules, texts, parse) {
    const known = new Set(declared.flatMap((metric) => [metric.name, ...exposedNames(metric.name, metric)]));
    const open = new Set(literals.map(({ name }) => name).filter((name) => !known.has(name)));
    const owners = new Set();
    for (const [constant, expressions] of open.size === 0 ? [] : constants) {
        const [owner = "", member] = constant.split(".");
        const names = member === undefined ? [] : expressions.flatMap((one) => stringText(one.node, one.module) ?? []);
        if (names.some((name) => open.has(name)))
            owners.add(`${owner}.`);
    }
    const own = new Set(modules.map(({ file }) => file));
    return [...texts]
        .filter(([file, text]) => !own.has(file) && [...owners].some((owner) => text.includes(owner)))
        .map(([file, text]) => openModule(file, text, parse));
}
/** Where two modules declare one metric, one that nobody imports does not count: it is left over from an engine that went. */
function withoutLeftOver(declared, texts) {
    const files = new Map();
    for (const { name, file = "" } of declared)
        files.set(name, (files.get(name) ?? new Set()).add(file));
    const twice = new Set([...files.values()].filter((one) => one.size > 1).flatMap((one) => [...one]));
    const left = new Set([...twice].filter((file) => !isImported(file, texts)));
    return declared.filter(({ file = "" }) => !left.has(file));
}
/** One metric declared twice, for two engines: hidden where both hide it, of no known type where they differ. */
function together(before, { hidden, ...metric }) {
    if (before === undefined)
        return { ...metric, ...(hidden === true ? { hidden } : {}) };
    const { hidden: wasHidden, ...rest } = before;
    const deprecated = before.deprecated ?? metric.deprecated;
    return {
        ...rest,
        type: before.type === metric.type ? before.type : "unknown",
        ...(hidden === true && wasHidden === true ? { hidden } : {}),
        ...(deprecated === undefined ? {} : { deprecated }),
    };
}
/** Whole literals that are a metric's name; the beginning of names (`line.startswith("vllm:…")`) is none. */
function literalsIn(module) {
    return nodesOf(module.root, new Set(["string"])).flatMap((node) => {
        const name = stringText(node, module);
        if (name === undefined || !METRIC_NAME.test(name) || node.parent?.type === "concatenated_string")
            return [];
        const call = node.parent?.type === "argument_list" ? node.parent.parent : undefined;
        if (call?.type === "call" && /^(?:starts|ends)with$/.test(calleeName(call, module)))
            return [];
        return [{ name, type: "unknown", file: module.file, line: module.line(node.start) }];
    });
}

;// CONCATENATED MODULE: ./build/src/surface/classes/lookup.js
/** The field of a class, inherited ones included. */
function fieldOf(classes, of, name) {
    for (const one of classes.lineage(of)) {
        const found = one.fields.get(name);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** The method of a class, inherited ones included. */
function methodOf(classes, of, name) {
    for (const one of classes.lineage(of)) {
        const found = one.methods.get(name);
        if (found !== undefined)
            return { function: found, of: one };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/classes/field-default.js




/** `field(…)` of dataclasses and msgspec, pydantic's `Field(…)` and `PrivateAttr(…)`, vLLM's `get_field(…)`. */
const WRAPPERS = /(?:^|[a-z_.])field$|(?:^|\.)PrivateAttr$/i;
/** Fields whose default names another field's, one after the other. */
const field_default_DEEPEST = 10;
/**
 * The default of a field: what `field(default=…)`, `Field(…)` and vLLM's `get_field(Class, "name")` wrap is taken out of them.
 * `undefined` where it has none, or a factory makes one.
 */
function defaultOf(classes, field, evaluate, depth = 0) {
    const { value, module } = field;
    if (value === undefined || depth > field_default_DEEPEST)
        return undefined;
    const scope = bodyScope(classes, field, value, evaluate, depth);
    const given = wrapped(field);
    if (given === undefined)
        return evaluate(value, scope);
    const callee = child(value, "function");
    if (callee !== undefined && /(^|\.)get_field$/.test(module.source(callee))) {
        const [of, name] = given.positional.map((node) => evaluate(node, scope));
        const inner = of?.kind === "class" && name?.kind === "text" ? fieldOf(classes, of.class, name.text) : undefined;
        return inner === undefined ? undefined : defaultOf(classes, inner, evaluate, depth + 1);
    }
    const node = given.keywords.get("default") ?? given.positional[0];
    return node === undefined || node.type === "ellipsis" ? undefined : evaluate(node, scope);
}
const EMPTY = {
    list: () => ({ kind: "list", items: [], brackets: "[]" }),
    set: () => ({ kind: "list", items: [], brackets: "{}" }),
    dict: () => ({ kind: "dictionary", entries: new Map(), open: false }),
};
/** What `default_factory=list` and `default_factory=lambda: […]` make. */
function madeByFactory(field, evaluate) {
    const node = wrapped(field)?.keywords.get("default_factory");
    if (node === undefined)
        return undefined;
    const body = node.type === "lambda" ? child(node, "body") : undefined;
    if (body !== undefined)
        return evaluate(body, moduleScope(field.module));
    return EMPTY[field.module.source(node)]?.();
}
/** The keyword of a field's wrapper: `init` of `field(init=False)`. */
function wrapperKeyword(field, name, evaluate) {
    const node = wrapped(field)?.keywords.get(name);
    return node === undefined ? undefined : evaluate(node, moduleScope(field.module));
}
/** The arguments of a field's wrapper; `undefined` where its default stands bare. */
function wrapped({ value, module }) {
    const callee = value?.type === "call" ? child(value, "function") : undefined;
    if (value === undefined || callee === undefined || !WRAPPERS.test(module.source(callee)))
        return undefined;
    return argumentsOf(value, module);
}
/** The names of the class body that a default mentions: `SIZE: ClassVar[int] = 8` above `size: int = SIZE`. */
function bodyScope(classes, field, value, evaluate, depth) {
    const locals = new Map();
    for (const node of nodesOf(value, new Set(["identifier"]))) {
        if (node.field === "attribute" || (node.field === "name" && node.parent?.type === "keyword_argument"))
            continue;
        const other = field.beside.get(field.module.source(node));
        if (other === undefined || other.line >= field.line)
            continue;
        const known = defaultOf(classes, other, evaluate, depth + 1);
        if (known !== undefined)
            locals.set(other.name, known);
    }
    return { module: field.module, locals };
}

;// CONCATENATED MODULE: ./build/src/surface/classes/members.js




const ENUMS = /(^|\.)(Str|Int|Flag|IntFlag)?Enum(Meta)?$|(^|\.)Flag$/;
/** Whether a class is an enumeration. */
function isEnum(classes, of) {
    return classes.foreignBases(of).some((base) => ENUMS.test(base));
}
/** The members of an enumeration in its order, private names and annotated ones left out. */
function membersOf(classes, of, evaluate) {
    return classes
        .lineage(of)
        .flatMap((one) => [...one.fields.values()]
        .filter((field) => field.annotation === undefined && field.value !== undefined && !field.name.startsWith("_"))
        .map((field) => member(of, field, evaluate)));
}
function member(of, field, evaluate) {
    const value = evaluate(field.value, moduleScope(field.module));
    // `enum.auto()` of a `StrEnum` is the name in small letters.
    return {
        kind: "member",
        of,
        name: field.name,
        value: value.kind === "unknown" ? value_text(field.name.toLowerCase()) : value,
    };
}
/** `Class.name`. */
function classAttribute(classes, of, name, evaluate) {
    if (name === "__name__")
        return value_text(of.name);
    const field = fieldOf(classes, of, name);
    if (field !== undefined) {
        if (field.annotation === undefined && isEnum(classes, of))
            return member(of, field, evaluate);
        return defaultOf(classes, field, evaluate) ?? UNKNOWN;
    }
    const method = methodOf(classes, of, name);
    if (method !== undefined)
        return { kind: "function", ...method, of };
    const nested = classes.lineage(of).flatMap((one) => one.nested.get(name) ?? [])[0];
    return nested === undefined ? UNKNOWN : { kind: "class", class: nested };
}

;// CONCATENATED MODULE: ./build/src/surface/values/literal-values.js

/** A literal can name itself, and that many times over. */
const literal_values_DEEPEST = 10;
const MOST_VALUES = 10_000;
/** The values of a `Literal[…]`, aliases of further ones between its brackets put in (PEP 586); `undefined` where one cannot be told. */
function literalValues(hint, classes, evaluate, depth = 0, budget = { left: MOST_VALUES }) {
    const found = [];
    for (const node of hint.args) {
        budget.left -= 1;
        if (depth > literal_values_DEEPEST || budget.left < 0)
            return undefined;
        const value = evaluate(node, moduleScope(hint.module));
        if (value.kind !== "type") {
            found.push(value);
            continue;
        }
        for (const inner of classes.hints(value.module, value.node)) {
            const values = inner.name === "Literal" ? literalValues(inner, classes, evaluate, depth + 1, budget) : undefined;
            if (values === undefined)
                return undefined;
            found.push(...values);
        }
    }
    return found.some(({ kind }) => kind === "unknown") ? undefined : found;
}

;// CONCATENATED MODULE: ./build/src/surface/values/limits.js

/** More than any list of a release has. */
const MOST_ITEMS = 10_000;
/** Longer than any text of a release that an option or a field has. */
const LONGEST_TEXT = 100_000;
/** Adds to a list in its place. Statements can double a list: one that grows too long ends in something that nobody can tell. */
function extend(list, more) {
    if (list.length + more.length <= MOST_ITEMS)
        list.push(...more);
    else if (list.at(-1) !== UNKNOWN)
        list.push(UNKNOWN);
}
/** Pieces put together; `undefined` where that would grow too long, or a piece cannot be told. */
function joined(pieces, between = "") {
    const known = pieces.filter((piece) => piece !== undefined);
    const length = known.reduce((sum, piece) => sum + piece.length + between.length, 0);
    return known.length === pieces.length && length <= LONGEST_TEXT ? known.join(between) : undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/values/operations.js



/** What stands in an f-string or is a key; `undefined` for what has no text. */
function asText(value) {
    if (value.kind === "text")
        return value.text;
    if (value.kind === "number")
        return String(value.number);
    return value.kind === "member" ? asText(value.value) : undefined;
}
/** A text, where there is one. */
const textOrUnknown = (value) => (value === undefined ? UNKNOWN : value_text(value));
/** What iterating over a value gives; `undefined` where nobody can tell. */
function itemsOf(value, classes, evaluate) {
    if (value.kind === "list")
        return [...value.items];
    if (value.kind === "dictionary")
        return value.open ? undefined : [...value.entries.keys()].map(value_text);
    if (value.kind === "class" && isEnum(classes, value.class))
        return membersOf(classes, value.class, evaluate);
    return undefined;
}
/** `value.name` */
function attributeOf(value, name, classes, evaluate) {
    switch (value.kind) {
        case "module":
            return classes.global(value.module, name, evaluate);
        case "external":
            return { kind: "external", path: `${value.path}.${name}` };
        case "class":
            return classAttribute(classes, value.class, name, evaluate);
        case "member":
            return name === "value" ? value.value : name === "name" ? value_text(value.name) : UNKNOWN;
        default:
            return UNKNOWN;
    }
}
/** `value[key]` */
function itemOf(value, key) {
    if (value.kind === "dictionary")
        return value.entries.get(asText(key) ?? "\0") ?? UNKNOWN;
    if (value.kind === "list" && key.kind === "number")
        return value.items.at(key.number) ?? UNKNOWN;
    return UNKNOWN;
}
/** `left operator right` of constants and lists. */
function binary(operator, left, right) {
    if (left.kind === "number" && right.kind === "number")
        return arithmetic(operator, left, right);
    if (operator === "+" && left.kind === "text" && right.kind === "text") {
        return textOrUnknown(joined([left.text, right.text]));
    }
    if (operator === "+" && left.kind === "list" && right.kind === "list") {
        const items = [...left.items];
        extend(items, right.items);
        return { ...left, items };
    }
    if (operator === "|" && left.kind === "dictionary" && right.kind === "dictionary") {
        return { kind: "dictionary", entries: new Map([...left.entries, ...right.entries]), open: left.open || right.open };
    }
    return UNKNOWN;
}
function arithmetic(operator, left, right) {
    const float = left.float || right.float;
    const made = (number, isFloat = float) => Number.isFinite(number) && (isFloat || Number.isSafeInteger(number))
        ? { kind: "number", number, float: isFloat }
        : UNKNOWN;
    switch (operator) {
        case "+":
            return made(left.number + right.number);
        case "-":
            return made(left.number - right.number);
        case "*":
            return made(left.number * right.number);
        case "/":
            return made(left.number / right.number, true);
        case "//":
            return made(Math.floor(left.number / right.number));
        case "**":
            return made(left.number ** right.number, float || right.number < 0);
        case "<<":
            return made(left.number * 2 ** right.number);
        default:
            return UNKNOWN;
    }
}

;// CONCATENATED MODULE: ./build/src/surface/values/methods.js



/** What methods of strings, lists and dictionaries do. */
function method(call, classes, evaluate) {
    const { object, name, args } = call;
    if (object?.kind === "text")
        return textMethod(object.text, name, args, classes, evaluate);
    if (object?.kind === "list")
        return listMethod(object, name, args, classes, evaluate);
    if (object?.kind === "dictionary")
        return dictionaryMethod(object, name, args);
    return UNKNOWN;
}
function textMethod(object, name, args, classes, evaluate) {
    const [first, second] = args.map(asText);
    switch (name) {
        case "replace":
            return first === undefined ? UNKNOWN : textOrUnknown(replaced(object, first, second));
        case "lower":
            return value_text(object.toLowerCase());
        case "upper":
            return value_text(object.toUpperCase());
        case "strip":
            return args.length === 0 ? value_text(object.trim()) : UNKNOWN;
        case "removeprefix":
            return first === undefined ? UNKNOWN : value_text(object.startsWith(first) ? object.slice(first.length) : object);
        case "join": {
            const parts = args[0] === undefined ? undefined : itemsOf(args[0], classes, evaluate)?.map(asText);
            return parts === undefined ? UNKNOWN : textOrUnknown(joined(parts, object));
        }
        default:
            return UNKNOWN;
    }
}
/** `text.replace(old, by)`; an empty `old` stands between all characters. */
function replaced(object, old, by) {
    return by === undefined || old === "" ? undefined : joined(object.split(old), by);
}
function listMethod(object, name, args, classes, evaluate) {
    const [first] = args;
    if (first === undefined)
        return name === "copy" ? { ...object, items: [...object.items] } : UNKNOWN;
    if (name === "append")
        extend(object.items, [first]);
    if (name === "extend")
        extend(object.items, itemsOf(first, classes, evaluate) ?? [UNKNOWN]);
    if (name === "remove") {
        const wanted = asText(first);
        const at = object.items.findIndex((item) => wanted !== undefined && asText(item) === wanted);
        if (at >= 0)
            object.items.splice(at, 1);
        else
            object.items.push(UNKNOWN);
    }
    return NONE;
}
function dictionaryMethod(object, name, args) {
    const [first, second] = args;
    const key = first === undefined ? undefined : asText(first);
    const list = (items) => (object.open ? UNKNOWN : { kind: "list", items, brackets: "[]" });
    switch (name) {
        case "get":
        case "pop": {
            const found = object.entries.get(key ?? "\0") ?? (object.open ? UNKNOWN : (second ?? UNKNOWN));
            if (name === "pop" && key !== undefined)
                object.entries.delete(key);
            return found;
        }
        case "keys":
            return list([...object.entries.keys()].map(value_text));
        case "values":
            return list([...object.entries.values()]);
        case "items":
            return list([...object.entries].map(([one, value]) => ({ kind: "list", items: [value_text(one), value], brackets: "()" })));
        case "copy":
            return copied(object);
        case "update":
            if (first?.kind === "dictionary")
                for (const [one, value] of first.entries)
                    object.entries.set(one, value);
            else
                object.open = true;
            return NONE;
        default:
            return UNKNOWN;
    }
}
/** More dictionaries than any holds: one can hold itself many times over. */
const MOST_COPIES = 5000;
/** A dictionary of dictionaries is copied with what it holds. */
function copied(value, depth = 0, budget = { left: MOST_COPIES }) {
    if (value.kind === "list")
        return { ...value, items: [...value.items] };
    if (value.kind !== "dictionary" || depth > 5 || budget.left < 0)
        return value;
    budget.left -= value.entries.size;
    const inner = [...value.entries].map(([key, one]) => [key, copied(one, depth + 1, budget)]);
    return { ...value, entries: new Map(inner) };
}

;// CONCATENATED MODULE: ./build/src/surface/values/builtins.js




/** What Python's builtins and `typing.get_args` make of values that can be told. */
function builtin(call, classes, evaluate) {
    const [first] = call.args;
    const path = call.callee.kind === "external" ? call.callee.path : call.name;
    if (first === undefined || call.open)
        return UNKNOWN;
    switch (path) {
        case "list":
        case "tuple":
        case "set":
        case "sorted": {
            const items = itemsOf(first, classes, evaluate);
            if (items === undefined)
                return UNKNOWN;
            const brackets = path === "tuple" ? "()" : path === "set" ? "{}" : "[]";
            return { kind: "list", items: path === "sorted" ? sorted(items) : items, brackets };
        }
        case "str":
            return textOrUnknown(asText(first));
        case "int":
        case "float":
            return first.kind === "number" ? { ...first, float: path === "float" } : UNKNOWN;
        case "copy.deepcopy":
        case "copy.copy":
        case "dict":
            return copied(first);
        case "typing.get_args":
        case "typing_extensions.get_args":
            return typeArguments(first, classes, evaluate);
        case "itertools.permutations":
            return permutations(call, classes, evaluate);
        case "getattr": {
            const name = call.args[1];
            return name?.kind === "text" ? attributeOf(first, name.text, classes, evaluate) : UNKNOWN;
        }
        default:
            return UNKNOWN;
    }
}
function typeArguments(value, classes, evaluate) {
    if (value.kind !== "type")
        return UNKNOWN;
    const [hint, another] = classes.hints(value.module, value.node);
    const items = hint?.name === "Literal" && another === undefined ? literalValues(hint, classes, evaluate) : undefined;
    return items === undefined ? UNKNOWN : { kind: "list", items, brackets: "()" };
}
/** Of two, the only length that is used. */
function permutations(call, classes, evaluate) {
    const items = call.args[0] === undefined ? undefined : itemsOf(call.args[0], classes, evaluate);
    const length = call.keywords.get("r") ?? call.args[1];
    if (items === undefined || items.length > 50 || length?.kind !== "number" || length.number !== 2)
        return UNKNOWN;
    const pairs = items.flatMap((one, at) => items.flatMap((other, place) => at === place ? [] : [{ kind: "list", items: [one, other], brackets: "()" }]));
    return { kind: "list", items: pairs, brackets: "[]" };
}
/** Python sorts strings by code point and refuses to sort strings with `None`. */
function sorted(items) {
    if (items.every((item) => item.kind === "number"))
        return [...items].sort((a, b) => a.number - b.number);
    return [...items].sort((a, b) => {
        const [left, right] = [asText(a) ?? "", asText(b) ?? ""];
        return left < right ? -1 : left > right ? 1 : 0;
    });
}

;// CONCATENATED MODULE: ./build/src/surface/values/collections.js





/** `[a, *b]`, `(a, b)`, `{a, b}`; one with a splat that nobody can tell is unknown as a whole. */
function sequence(node, scope, classes, evaluate) {
    const items = [];
    for (const item of parts(node)) {
        if (item.type !== "list_splat")
            items.push(evaluate(item, scope));
        else {
            const inner = itemsOf(evaluate(item.children[0], scope), classes, evaluate);
            if (inner === undefined)
                return UNKNOWN;
            extend(items, inner);
        }
    }
    return { kind: "list", items, brackets: node.type === "list" ? "[]" : node.type === "tuple" ? "()" : "{}" };
}
/** `{key: value, **more}` */
function dictionary(node, scope, evaluate) {
    const made = { kind: "dictionary", entries: new Map(), open: false };
    for (const part of node.children) {
        if (part.type === "pair") {
            const key = asText(evaluate(child(part, "key"), scope));
            if (key === undefined)
                made.open = true;
            else
                made.entries.set(key, evaluate(child(part, "value"), scope));
        }
        else if (part.type === "dictionary_splat" && spread(evaluate(part.children[0], scope), made.entries)) {
            made.open = true;
        }
    }
    return made;
}
/** Puts in what `**value` holds. @returns whether it can hold more than that */
function spread(value, into) {
    if (value.kind !== "dictionary")
        return true;
    for (const [key, inner] of value.entries)
        into.set(key, inner);
    return value.open;
}
/** `[body for target in values]` with one `for`; a condition makes it unknown. */
function comprehension(node, scope, classes, evaluate) {
    const loops = node.children.filter(({ type }) => type === "for_in_clause");
    const [loop] = loops;
    const [body, target] = [child(node, "body"), loop === undefined ? undefined : child(loop, "left")];
    const over = loop === undefined ? undefined : child(loop, "right");
    if (loops.length !== 1 || body === undefined || target === undefined || over === undefined)
        return UNKNOWN;
    if (node.children.some(({ type }) => type === "if_clause"))
        return UNKNOWN;
    const items = itemsOf(evaluate(over, scope), classes, evaluate);
    if (items === undefined || items.length > MOST_ITEMS)
        return UNKNOWN;
    const made = items.map((item) => {
        const locals = new Map(scope.locals);
        bind(target, item, { ...scope, locals }, classes, evaluate);
        return evaluate(body, { ...scope, locals });
    });
    return { kind: "list", items: made, brackets: node.type === "set_comprehension" ? "{}" : "[]" };
}
/** `target = value`, tuples taken apart. Other targets are left to the one who runs statements. */
function bind(target, value, scope, classes, evaluate) {
    if (target.type === "identifier") {
        scope.locals.set(scope.module.source(target), value);
        return;
    }
    if (!["pattern_list", "tuple_pattern", "list_pattern", "tuple"].includes(target.type))
        return;
    const items = itemsOf(value, classes, evaluate);
    target.children.forEach((part, at) => {
        bind(part, items?.[at] ?? UNKNOWN, scope, classes, evaluate);
    });
}

;// CONCATENATED MODULE: ./build/src/surface/values/read-call.js





/** Evaluates the parts of a call. */
function readCall(node, scope, classes, evaluate) {
    const written = child(node, "function");
    const attribute = written?.type === "attribute";
    const object = attribute ? evaluate(child(written, "object"), scope) : undefined;
    const nameNode = attribute ? child(written, "attribute") : written;
    const name = nameNode === undefined ? "" : scope.module.source(nameNode);
    const args = [];
    const keywords = new Map();
    let open = false;
    for (const part of given(node)) {
        if (part.type === "keyword_argument") {
            const key = child(part, "name");
            if (key !== undefined)
                keywords.set(scope.module.source(key), evaluate(child(part, "value"), scope));
        }
        else if (part.type === "list_splat") {
            const inner = itemsOf(evaluate(part.children[0], scope), classes, evaluate);
            if (inner === undefined)
                open = true;
            else
                extend(args, inner);
        }
        else if (part.type === "dictionary_splat") {
            if (spread(evaluate(part.children[0], scope), keywords))
                open = true;
        }
        else
            args.push(evaluate(part, scope));
    }
    const callee = object === undefined ? evaluate(written, scope) : attributeOf(object, name, classes, evaluate);
    return { node, callee, object, name, args, keywords, open };
}
/** `join(x for x in y)`: the generator stands where the parentheses do. */
function given(node) {
    const list = child(node, "arguments");
    if (list === undefined)
        return [];
    return list.type === "generator_expression" ? [list] : parts(list);
}

;// CONCATENATED MODULE: ./build/src/surface/values/evaluate.js










/** Nested deeper than anyone writes expressions. */
const evaluate_DEEPEST = 60;
/** Values computed for one expression before it counts as one that goes on for ever. */
const evaluate_MOST_STEPS = 200_000;
/** @param onCall what a call comes to for the one who evaluates; `undefined` leaves it to what Python's builtins do */
function makeEvaluate(classes, onCall = () => undefined) {
    let depth = 0;
    let steps = 0;
    const evaluate = (node, scope) => {
        if (node === undefined || depth > evaluate_DEEPEST || steps > evaluate_MOST_STEPS)
            return UNKNOWN;
        if (depth === 0)
            steps = 0;
        steps += 1;
        depth += 1;
        try {
            return evaluateNode(node, scope);
        }
        finally {
            depth -= 1;
        }
    };
    const evaluateNode = (node, scope) => {
        const source = () => scope.module.source(node);
        switch (node.type) {
            case "string":
            case "concatenated_string": {
                const pieces = piecesOf(node, scope.module)?.map((piece) => {
                    if (typeof piece === "string")
                        return piece;
                    return piece.plain ? asText(evaluate(piece.expression, scope)) : undefined;
                });
                return pieces === undefined ? UNKNOWN : textOrUnknown(joined(pieces));
            }
            case "integer":
            case "float": {
                const number = Number(source().replaceAll("_", ""));
                return Number.isNaN(number) ? UNKNOWN : { kind: "number", number, float: node.type === "float" };
            }
            case "true":
            case "false":
                return { kind: "truth", truth: node.type === "true" };
            case "none":
                return NONE;
            case "parenthesized_expression":
                return evaluate(parts(node)[0], scope);
            case "list":
            case "tuple":
            case "set":
                return sequence(node, scope, classes, evaluate);
            case "dictionary":
                return dictionary(node, scope, evaluate);
            case "identifier":
                return scope.locals.get(source()) ?? classes.global(scope.module, source(), evaluate);
            case "attribute": {
                const name = child(node, "attribute");
                const object = evaluate(child(node, "object"), scope);
                return name === undefined ? UNKNOWN : attributeOf(object, scope.module.source(name), classes, evaluate);
            }
            case "subscript": {
                const value = evaluate(child(node, "value"), scope);
                if (value.kind === "external" || value.kind === "class")
                    return { kind: "type", node, module: scope.module };
                return itemOf(value, evaluate(child(node, "subscript"), scope));
            }
            case "unary_operator": {
                const value = evaluate(child(node, "argument"), scope);
                const negative = source().startsWith("-") && value.kind === "number";
                return negative ? { ...value, number: -value.number } : UNKNOWN;
            }
            case "not_operator": {
                const value = evaluate(child(node, "argument"), scope);
                return value.kind === "truth" ? { kind: "truth", truth: !value.truth } : UNKNOWN;
            }
            case "binary_operator":
                return binaryNode(node, scope, evaluate);
            case "list_comprehension":
            case "generator_expression":
            case "set_comprehension":
                return comprehension(node, scope, classes, evaluate);
            case "call": {
                const call = readCall(node, scope, classes, evaluate);
                return onCall(call, scope) ?? (isMethod(call) ? method : builtin)(call, classes, evaluate);
            }
            default:
                return UNKNOWN;
        }
    };
    return evaluate;
}
function binaryNode(node, scope, evaluate) {
    const [left, right] = [child(node, "left"), child(node, "right")];
    if (left === undefined || right === undefined)
        return UNKNOWN;
    const operator = scope.module.text.slice(left.end, right.start).replace(/#[^\n]*|[\s()\\]/g, "");
    const found = binary(operator, evaluate(left, scope), evaluate(right, scope));
    return operator === "|" && found.kind === "unknown" ? { kind: "type", node, module: scope.module } : found;
}
/** Whether it calls a method of a value, and not a function, which a module may stand before. */
const isMethod = ({ object }) => object !== undefined && object.kind !== "external" && object.kind !== "module";

;// CONCATENATED MODULE: ./build/src/surface/options/config-class.js
const DECORATORS = /^@\s*(?:[\w.]+\.)?(?:config|dataclass)\b/;
/** Whether a class takes its fields as keywords because it is a dataclass (vLLM's `@config` makes one) or a pydantic model. */
function takesFields(of, classes) {
    return (classes.lineage(of).some((one) => one.decorators.some((node) => DECORATORS.test(one.module.source(node)))) ||
        classes.foreignBases(of).some((base) => /(^|\.)(BaseModel|BaseSettings)$/.test(base)));
}
/** The class of an annotation that takes its value as an object of its fields. */
function configOf(hints, classes) {
    for (const { classAt } of hints) {
        const found = classAt === undefined ? undefined : classes.classAt(classAt.module, classAt.name);
        if (found !== undefined && takesFields(found, classes))
            return found;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/options/deprecation.js
/** Characters of a text that are looked at and kept. */
const deprecation_LONGEST = 2000;
/** It stands at the head of a line, or in brackets: said of the option itself. */
const HEAD = /\[deprecated\]|^\W*deprecated\b|^(?:this|it) [^.]{0,80}\bwill be removed\b/im;
const PREDICATE = /\b(?:is|are|been|was) (?:now )?deprecated\b/gi;
/**
 * The release's own words where it says of an option or a field that it goes, in one line; `undefined` where it says nothing of the
 * kind. "Whether to allow deprecated methods" and `The "old" backend is deprecated` speak of something else.
 * @param name `--log-config-file` or `log_config_file`
 */
function deprecationIn(text, name) {
    if (text === undefined || !/deprecated|removed/i.test(text))
        return undefined;
    const looked = text.slice(0, deprecation_LONGEST);
    const said = HEAD.test(looked) || [...looked.matchAll(PREDICATE)].some(({ index }) => isAbout(looked.slice(0, index), name));
    return said ? oneLine(looked) : undefined;
}
/** A text as a finding shows it. */
const oneLine = (text) => text.trim().replace(/\s+/g, " ").slice(0, deprecation_LONGEST);
/** Whether the sentence that ends here has the named thing as its subject. */
function isAbout(before, name) {
    const start = Math.max(before.lastIndexOf(". "), before.lastIndexOf(".\n"), before.lastIndexOf("\n\n"), before.lastIndexOf(": "));
    const subject = before.slice(start + 1).trim();
    const quoted = [...subject.matchAll(/"([^"]*)"|`([^`]*)`/g)].map((match) => spelled(match[1] ?? match[2] ?? ""));
    if (quoted.some((one) => one !== spelled(name)))
        return false;
    return /^(?:this|it)\b/i.test(subject) || spelled(subject).includes(spelled(name));
}
const spelled = (text) => text.toLowerCase().replaceAll("-", "_").replace(/^_+/, "");

;// CONCATENATED MODULE: ./build/src/surface/options/accepted-fields.js






/**
 * What `Class(…)` takes by name: the parameters of the nearest `__init__`, otherwise the annotated fields of the class and its bases
 * (dataclasses, pydantic and msgspec alike), without `ClassVar`, `field(init=False)` and `PrivateAttr`. Private names are left out: they are
 * the release's own affair.
 */
function acceptedFields(of, classes, evaluate) {
    const line = classes.lineage(of);
    const own = line.findIndex((one) => one.methods.has("__init__") || takesFields(one, classes));
    const start = line[own]?.methods.get("__init__");
    const found = new Map();
    if (start === undefined || parametersOf(start).every(({ kind, name }) => kind === "keywords" || name === "self")) {
        for (const one of [...line].reverse()) {
            for (const field of one.fields.values()) {
                const accepted = fromField(field, one, classes, evaluate);
                if (accepted === undefined || field.name.startsWith("_"))
                    found.delete(field.name);
                else
                    found.set(field.name, accepted);
            }
        }
        return found;
    }
    for (const { name, kind, node, annotation, value } of parametersOf(start)) {
        if (kind !== "plain" || name === "self" || name.startsWith("_"))
            continue;
        const source = value === undefined ? undefined : pythonSource(evaluate(value, moduleScope(start.module)));
        const config = annotation === undefined ? undefined : configOf(classes.hints(start.module, annotation), classes);
        const field = {
            file: start.module.file,
            line: start.module.line(node.start),
            ...(source === undefined ? {} : { default: source }),
            ...(config === undefined ? {} : { config: config.name }),
        };
        found.set(name, { field, config });
    }
    return found;
}
/** Whether the `__init__` of a class hands on what it does not name. */
function takesMore(of, classes) {
    const start = classes.lineage(of).flatMap((one) => one.methods.get("__init__") ?? [])[0];
    return start !== undefined && parametersOf(start).some(({ kind }) => kind === "keywords");
}
function fromField(field, owner, classes, evaluate) {
    const { annotation, value, module } = field;
    if (annotation === undefined)
        return undefined;
    const hints = classes.hints(module, annotation);
    if (hints.some(({ name }) => name === "ClassVar"))
        return undefined;
    if (value !== undefined && /^(\w+\.)?PrivateAttr\b/.test(module.source(value)))
        return undefined;
    const init = wrapperKeyword(field, "init", evaluate);
    if (init?.kind === "truth" && !init.truth)
        return undefined;
    const standard = defaultOf(classes, field, evaluate);
    const source = standard === undefined ? undefined : pythonSource(standard);
    const doc = field.doc === undefined ? undefined : evaluate(field.doc, moduleScope(module));
    const said = wrapperKeyword(field, "deprecated", evaluate);
    const deprecated = said?.kind === "text" ? said.text : deprecationIn(doc?.kind === "text" ? doc.text : undefined, field.name);
    const nested = hints.flatMap(({ name }) => owner.nested.get(name) ?? [])[0];
    const config = configOf(hints, classes) ?? nested;
    return {
        config,
        field: {
            file: module.file,
            line: field.line,
            ...(source === undefined ? {} : { default: source }),
            ...(deprecated === undefined ? {} : { deprecated }),
            ...(config === undefined ? {} : { config: config.name }),
        },
    };
}

;// CONCATENATED MODULE: ./build/src/surface/options/dialect.js



/** Reads `FlexibleArgumentParser`, the class that `vllm serve` parses with in every release. */
function readDialect(classes, evaluate) {
    const parser = classes.named("FlexibleArgumentParser")[0];
    const inverses = new Map();
    const rewritten = new Map();
    if (parser === undefined)
        return { inverses, rewritten };
    const start = methodOf(classes, parser, "__init__")?.function;
    const action = start === undefined ? undefined : REGISTERED.exec(start.module.source(start.node))?.[1];
    const registered = action === undefined ? undefined : classes.classAt(parser.module, action);
    for (const name of registered?.fields.keys() ?? []) {
        const field = registered === undefined ? undefined : fieldOf(classes, registered, name);
        const value = field?.value === undefined ? undefined : evaluate(field.value, moduleScope(field.module));
        if (value?.kind !== "dictionary")
            continue;
        for (const [prefix, inverse] of value.entries) {
            if (prefix.startsWith("--") && inverse.kind === "text")
                inverses.set(prefix, inverse.text);
        }
    }
    const parse = methodOf(classes, parser, "parse_args")?.function;
    if (parse !== undefined)
        for (const [short, long] of rewritings(parse))
            rewritten.set(short, long);
    return { inverses, rewritten };
}
/** `self.register("action", BooleanOptionalAction, EnableDisableAction)`: what every switch with a negation is then made by. */
const REGISTERED = /register\(\s*["']action["']\s*,\s*(?:argparse\.)?BooleanOptionalAction\s*,\s*(\w+)/;
const SHORT = /\.startswith\(\s*["'](-[A-Za-z])["']\s*\)/;
const dialect_LONG = /["'](--[a-z][\w-]*)["']/;
/** `elif arg.startswith("-O") …: processed_args += ["--optimization-level", level]` */
function rewritings({ module, node }) {
    return nodesOf(node, new Set(["if_statement", "elif_clause"])).flatMap((branch) => {
        const part = (field) => branch.children.find((one) => one.field === field);
        const [condition, block] = [part("condition"), part("consequence")];
        if (condition === undefined || block === undefined)
            return [];
        const short = SHORT.exec(module.source(condition))?.[1];
        const long = dialect_LONG.exec(module.source(block))?.[1];
        return short === undefined || long === undefined ? [] : [[short, long]];
    });
}

;// CONCATENATED MODULE: ./build/src/surface/options/field-arguments.js






/** The keyword under which the config class of a field travels to its option; no Python keyword has a space. */
const CONFIG = "config class";
const SWITCH = { kind: "external", path: "argparse.BooleanOptionalAction" };
/**
 * What vLLM's `get_kwargs(Class)` returns: field → keywords for `add_argument`. The order of the cases is its own
 * (`vllm/engine/arg_utils.py`); what it does differently from release to release is looked up in its text.
 * @param rules text of the module that defines it
 */
function fieldArguments(of, rules, classes, evaluate) {
    const entries = new Map();
    for (const one of [...classes.lineage(of)].reverse()) {
        for (const field of one.fields.values()) {
            if (field.annotation !== undefined)
                entries.set(field.name, field_arguments_argumentsOf(field, field.annotation, rules, classes, evaluate));
        }
    }
    return { kind: "dictionary", entries, open: false };
}
function field_arguments_argumentsOf(field, annotation, rules, classes, evaluate) {
    const made = new Map();
    made.set("default", defaultOf(classes, field, evaluate) ?? madeByFactory(field, evaluate) ?? UNKNOWN);
    const help = field.doc === undefined ? undefined : evaluate(field.doc, moduleScope(field.module));
    if (help?.kind === "text")
        made.set("help", help);
    const hints = classes.hints(field.module, annotation);
    const own = configOf(hints, classes);
    const config = own ?? hints.flatMap((hint) => elementConfig(hint, classes) ?? [])[0];
    if (config !== undefined)
        made.set(CONFIG, { kind: "class", class: config });
    for (const [key, value] of shape(hints, own !== undefined, rules, classes, evaluate))
        made.set(key, value);
    return { kind: "dictionary", entries: made, open: false };
}
/** `list[LoRAModulePath]`: every word that follows is such an object. */
function elementConfig(hint, classes) {
    const [element] = hint.name === "list" ? hint.args : [];
    return element === undefined ? undefined : configOf(classes.hints(hint.module, element), classes);
}
function shape(hints, config, rules, classes, evaluate) {
    const hint = (name) => hints.find((one) => one.name === name);
    const names = new Set(hints.map(({ name }) => name));
    if (config && rules.includes("is_dataclass"))
        return [];
    // "Optional-valued flag": `type_hints == {bool, str, type(None)}`
    const optional = names.size === 3 && names.has("bool") && names.has("str") && names.has("None");
    if (optional && /\{bool, str, type\(None\)\}/.test(rules))
        return [["nargs", value_text("?")]];
    if (names.has("bool"))
        return [["action", SWITCH]];
    const literal = hint("Literal");
    if (literal !== undefined) {
        const open = names.has("str") && /"metavar" if contains_type\(type_hints, str\)/.test(rules);
        return open ? [] : choices(literal, names.has("None"), classes, evaluate);
    }
    const collection = hint("tuple") ?? hint("list") ?? (/contains_type\(type_hints, set\)/.test(rules) ? hint("set") : undefined);
    if (collection === undefined)
        return [];
    const inner = collection.args[0] === undefined ? [] : classes.hints(collection.module, collection.args[0]);
    const element = inner.length === 1 && inner[0]?.name === "Literal" && /is Literal/.test(rules) ? inner[0] : undefined;
    return [
        ["nargs", value_text("+")],
        ...(element === undefined ? [] : choices(element, names.has("None"), classes, evaluate)),
    ];
}
function choices(literal, none, classes, evaluate) {
    const values = literalValues(literal, classes, evaluate);
    if (values === undefined)
        return [];
    const items = [...sorted(values), ...(none ? [value_text("None")] : [])];
    return [["choices", { kind: "list", items, brackets: "[]" }]];
}

;// CONCATENATED MODULE: ./build/src/surface/options/targets.js





/** `target = value`: names, tuples of names, and `dictionary[key]`. */
function targets_assign(target, value, scope, classes, evaluate) {
    if (target.type !== "subscript") {
        bind(target, value, scope, classes, evaluate);
        return;
    }
    const { container, key } = targets_place(target, scope, evaluate);
    if (container.kind !== "dictionary")
        return;
    if (key === undefined)
        container.open = true;
    else
        container.entries.set(key, value);
}
/**
 * `target += value`. Python adds to a list in its place: every name of it sees that.
 * @param adds whether the operator is `+=`
 */
function augment(target, value, adds, scope, classes, evaluate) {
    const before = evaluate(target, scope);
    const more = adds && before.kind === "list" ? (itemsOf(value, classes, evaluate) ?? [UNKNOWN]) : undefined;
    if (before.kind === "list")
        extend(before.items, more ?? [UNKNOWN]);
    else
        targets_assign(target, adds ? binary("+", before, value) : UNKNOWN, scope, classes, evaluate);
}
/** `del target` */
function remove(target, scope, evaluate) {
    const targets = target.type === "expression_list" ? target.children : [target];
    for (const one of targets) {
        if (one.type !== "subscript")
            continue;
        const { container, key } = targets_place(one, scope, evaluate);
        if (container.kind === "dictionary" && key !== undefined)
            container.entries.delete(key);
    }
}
/** `container[key]` */
function targets_place(target, scope, evaluate) {
    const key = child(target, "subscript");
    return {
        container: evaluate(child(target, "value"), scope),
        key: key === undefined ? undefined : asText(evaluate(key, scope)),
    };
}

;// CONCATENATED MODULE: ./build/src/surface/options/run-statements.js






/** Blocks nested deeper than anyone writes them. */
const run_statements_DEEPEST = 30;
/** Statements run for one parser; a release's takes a few thousand. */
const MOST_STATEMENTS = 50_000;
/** What one parser may take. */
const newBudget = () => ({ left: MOST_STATEMENTS });
/**
 * Runs the statements of a function that builds a parser, as far as its text tells. Every branch of a condition is taken: what one
 * of them adds, the release accepts somewhere. @returns what it returns
 */
function runFunction(of, locals, classes, evaluate, budget) {
    const scope = { module: of.module, locals };
    let result = NONE;
    const source = (node) => (node === undefined ? "" : of.module.source(node));
    const run = (node, depth) => {
        budget.left -= 1;
        if (depth > run_statements_DEEPEST || budget.left < 0)
            return;
        switch (node.type) {
            case "expression_statement":
                for (const inner of node.children)
                    expression(inner);
                return;
            case "return_statement":
                if (node.children[0] !== undefined)
                    result = evaluate(node.children[0], scope);
                return;
            case "delete_statement":
                for (const target of node.children)
                    remove(target, scope, evaluate);
                return;
            case "for_statement":
                loop(node, depth);
                return;
            case "import_statement":
            case "import_from_statement":
                for (const { local, module, name } of importedNames(node, source, packageOf(of.module.file, of.module.name))) {
                    locals.set(local, imported(module, name));
                }
                return;
            case "function_definition": {
                const name = source(child(node, "name"));
                locals.set(name, { kind: "function", function: { name, module: of.module, node } });
                return;
            }
            case "if_statement":
            case "elif_clause":
            case "else_clause":
            case "try_statement":
            case "except_clause":
            case "finally_clause":
            case "with_statement":
            case "while_statement":
            case "block":
                for (const inner of node.children)
                    if (inner.field !== "condition")
                        run(inner, depth + 1);
        }
    };
    const imported = (module, name) => {
        const target = classes.modules.module(module);
        if (target === undefined)
            return { kind: "external", path: name === undefined ? module : `${module}.${name}` };
        return name === undefined ? { kind: "module", module: target } : classes.global(target, name, evaluate);
    };
    const expression = (node) => {
        const right = child(node, "right");
        if (node.type !== "assignment" && node.type !== "augmented_assignment")
            return evaluate(node, scope);
        const left = child(node, "left");
        if (left === undefined || right === undefined)
            return UNKNOWN;
        const value = right.type === "assignment" ? expression(right) : evaluate(right, scope);
        if (node.type === "assignment")
            targets_assign(left, value, scope, classes, evaluate);
        else {
            const adds = of.module.text.slice(left.end, right.start).includes("+=");
            augment(left, value, adds, scope, classes, evaluate);
        }
        return value;
    };
    const loop = (node, depth) => {
        const [target, over, body] = [child(node, "left"), child(node, "right"), child(node, "body")];
        if (target === undefined || over === undefined || body === undefined)
            return;
        const items = itemsOf(evaluate(over, scope), classes, evaluate) ?? [UNKNOWN];
        for (const item of items) {
            if (budget.left < 0)
                return;
            bind(target, item, scope, classes, evaluate);
            run(body, depth + 1);
        }
    };
    const body = child(of.node, "body");
    if (body !== undefined)
        run(body, 0);
    return result;
}

;// CONCATENATED MODULE: ./build/src/surface/options/option-deprecation.js




/** What `add_argument(…)` says of its option's end: in its help, by its action's warning, or only by `deprecated=True` (Python 3.13). */
function optionDeprecation(name, { keywords }, classes, evaluate) {
    const [help, action, flag] = [keywords.get("help"), keywords.get("action"), keywords.get("deprecated")];
    const words = help?.kind === "text" ? help.text : undefined;
    const said = deprecationIn(words, name) ??
        (action?.kind === "class" ? warningOf(name, action.class, classes, evaluate) : undefined);
    if (said !== undefined || flag?.kind !== "truth" || !flag.truth)
        return said;
    return words === undefined ? "deprecated" : oneLine(words);
}
const WORDS = new Set(["string", "concatenated_string", "identifier"]);
/** What an action of the release warns of when its option is given. */
function warningOf(name, action, classes, evaluate) {
    const call = methodOf(classes, action, "__call__")?.function;
    for (const node of call === undefined ? [] : nodesOf(call.node, WORDS)) {
        const value = evaluate(node, moduleScope(action.module));
        const said = value.kind === "text" ? deprecationIn(value.text, name) : undefined;
        if (said !== undefined)
            return said;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/options/serve-option.js





/** What `parser.add_argument(…)` adds; `undefined` for a positional argument. */
function serveOption(call, scope, dialect, classes, evaluate) {
    const given = call.args.flatMap((arg) => asText(arg) ?? []).filter((name) => name.startsWith("-"));
    const names = [...given.filter((name) => name.startsWith("--")), ...given.filter((name) => !name.startsWith("--"))];
    const [first] = names;
    if (first === undefined)
        return undefined;
    for (const [short, long] of dialect.rewritten)
        if (names.includes(long) && !names.includes(short))
            names.push(short);
    const keyword = (name) => call.keywords.get(name);
    const form = formOf(keyword("action"), keyword("nargs"), classes);
    const choices = choicesOf(keyword("choices"));
    const standard = keyword("default") ?? (call.open ? UNKNOWN : unsetDefault(keyword("action")));
    const source = pythonSource(standard);
    const deprecated = optionDeprecation(first, call, classes, evaluate);
    const config = configFrom(keyword(CONFIG), keyword("type"), classes);
    const plain = keyword("type");
    const free = form === "value" &&
        choices === undefined &&
        !(plain?.kind === "unknown" && /^(int|float|str)$/.test(typeName(call, scope)));
    return {
        config,
        free,
        option: {
            names,
            negations: form === "boolean" ? negations(names, dialect) : [],
            destination: asText(keyword("dest") ?? { kind: "none" }) ?? first.replace(/^-+/, "").replaceAll("-", "_"),
            form,
            file: scope.module.file,
            line: scope.module.line(call.node.start),
            ...(choices === undefined ? {} : { choices }),
            ...(source === undefined ? {} : { default: source }),
            ...(deprecated === undefined ? {} : { deprecated }),
            ...(config === undefined ? {} : { config: config.name }),
        },
    };
}
/** The name written after `type=`. */
function typeName(call, scope) {
    return /\btype\s*=\s*([\w.]+)/.exec(scope.module.source(call.node))?.[1] ?? "";
}
/** What argparse sets where an option is not given and has no `default=`. */
function unsetDefault(action) {
    const name = action?.kind === "text" ? action.text : "store";
    return name === "store_true" || name === "store_false" ? { kind: "truth", truth: name === "store_false" } : NONE;
}
const SWITCHES = /^(store_true|store_false|store_const|append_const|count)$/;
function formOf(action, nargs, classes) {
    if (action?.kind === "text" && SWITCHES.test(action.text))
        return "switch";
    if (action !== undefined && isSwitchWithNegation(action, classes))
        return "boolean";
    if (nargs?.kind === "text")
        return nargs.text === "?" ? "optional-value" : "values";
    return nargs?.kind === "number" && nargs.number !== 1 ? "values" : "value";
}
function isSwitchWithNegation(action, classes) {
    if (action.kind === "external")
        return action.path === "argparse.BooleanOptionalAction";
    return action.kind === "class" && classes.foreignBases(action.class).includes("argparse.BooleanOptionalAction");
}
function negations(names, dialect) {
    const long = names.filter((name) => name.startsWith("--"));
    const inverses = long.flatMap((name) => [...dialect.inverses].flatMap(([prefix, inverse]) => name.startsWith(prefix) ? inverse + name.slice(prefix.length) : []));
    return [...long.map((name) => `--no-${name.slice(2)}`), ...inverses];
}
function choicesOf(value) {
    if (value?.kind !== "list")
        return undefined;
    const words = value.items.map((item) => item.kind === "none" ? "None" : item.kind === "truth" ? undefined : asText(item));
    const known = words.filter((word) => word !== undefined);
    return known.length === words.length && known.length > 0 ? [...new Set(known)] : undefined;
}
function configFrom(config, type, classes) {
    if (config?.kind === "class")
        return config.class;
    // `type=CompilationConfig.from_cli`
    const of = type?.kind === "function" ? type.of : type?.kind === "class" ? type.class : undefined;
    return of !== undefined && takesFields(of, classes) ? of : undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/options/starting-points.js

/** What makes the parser of `vllm serve`: `ServeSubcommand.subparser_init`; before there were such classes, the function with `add_parser("serve", …)`. */
function* startingPoints(classes) {
    for (const of of classes.named("ServeSubcommand")) {
        const method = methodOf(classes, of, "subparser_init");
        if (method !== undefined)
            yield { function: method.function, self: of };
    }
    for (const file of classes.modules.filesWith("add_parser(")) {
        const module = classes.modules.file(file);
        for (const [name, binding] of module?.bindings ?? []) {
            if (module === undefined || binding.kind !== "function")
                continue;
            if (!/add_parser\(\s*["']serve["']/.test(module.source(binding.node)))
                continue;
            yield { function: { name, module, node: binding.node } };
        }
    }
}

;// CONCATENATED MODULE: ./build/src/surface/options/serve-parser.js










const SERVE = { kind: "object", name: "the parser of serve" };
const OTHER = { kind: "object", name: "another parser" };
const SUPER = { kind: "object", name: "super" };
/** Functions called within each other. */
const serve_parser_DEEPEST = 12;
/** Functions run for one parser. */
const MOST_RUNS = 500;
/** Local names that no Python has: the class a method was asked of, and the one that defines it. */
const [RECEIVER, OWNER] = ["the class", "the class with the method"];
/** The options of `vllm serve`: what the function adds that makes its parser, and all that it calls. Help and positionals are left out. */
function serveParser(classes) {
    const found = new Map();
    const state = { depth: 0, runs: 0, budget: newBudget() };
    const plain = makeEvaluate(classes);
    const dialect = readDialect(classes, plain);
    const evaluate = makeEvaluate(classes, (call, scope) => onCall(call, scope));
    const onCall = (call, scope) => {
        const { callee, object, name } = call;
        if (object === SERVE || object === OTHER)
            return onParser(call, scope, object);
        if (name === "super" && object === undefined)
            return SUPER;
        if (object === SUPER)
            return inherited(call, scope);
        if (/ArgumentParser$/.test(name))
            return OTHER;
        if (callee.kind !== "function")
            return undefined;
        const [first] = call.args;
        if (callee.function.name === "get_kwargs" && first?.kind === "class") {
            return fieldArguments(first.class, callee.function.module.text, classes, plain);
        }
        return inlined(call, callee.function, callee.of);
    };
    const onParser = (call, scope, parser) => {
        switch (call.name) {
            case "add_argument": {
                const added = parser === SERVE ? serveOption(call, scope, dialect, classes, plain) : undefined;
                const key = added?.option.names[0];
                if (added !== undefined && key !== undefined && !found.has(key) && key !== "--help")
                    found.set(key, added);
                return UNKNOWN;
            }
            case "add_argument_group":
            case "add_mutually_exclusive_group":
                return parser;
            case "add_subparsers":
                return OTHER;
            case "add_parser":
                return call.args[0]?.kind === "text" && call.args[0].text === "serve" ? SERVE : OTHER;
            default:
                return UNKNOWN;
        }
    };
    const inherited = (call, scope) => {
        const [receiver, owner] = [scope.locals.get(RECEIVER), scope.locals.get(OWNER)];
        if (receiver?.kind !== "class" || owner?.kind !== "class")
            return UNKNOWN;
        const line = classes.lineage(receiver.class);
        const next = line.slice(line.indexOf(owner.class) + 1).find((one) => one.methods.has(call.name));
        const method = next?.methods.get(call.name);
        return method === undefined ? UNKNOWN : (inlined(call, method, receiver.class, next) ?? UNKNOWN);
    };
    /** Only what is handed a parser or keywords for it can change them. */
    const inlined = (call, of, receiver, owner) => {
        const handed = [...call.args, ...call.keywords.values()];
        if (!handed.some((value) => value === SERVE || value === OTHER || value.kind === "dictionary"))
            return undefined;
        if (state.depth > serve_parser_DEEPEST || state.runs > MOST_RUNS)
            return UNKNOWN;
        state.depth += 1;
        state.runs += 1;
        try {
            return runFunction(of, localsOf(call, of, receiver, owner), classes, evaluate, state.budget);
        }
        finally {
            state.depth -= 1;
        }
    };
    const localsOf = (call, of, receiver, owner) => {
        const parameters = parametersOf(of).filter(({ kind }) => kind === "plain");
        const locals = new Map();
        const args = [...call.args];
        if (receiver !== undefined) {
            const defining = owner ?? methodOf(classes, receiver, of.name)?.of ?? receiver;
            locals.set(RECEIVER, { kind: "class", class: receiver });
            locals.set(OWNER, { kind: "class", class: defining });
            const isStatic = decoratorsOf(of.node).some((node) => /staticmethod/.test(of.module.source(node)));
            if (!isStatic)
                args.unshift({ kind: "class", class: receiver });
        }
        parameters.forEach(({ name, value }, at) => {
            const standard = value === undefined ? UNKNOWN : plain(value, moduleScope(of.module));
            locals.set(name, args[at] ?? call.keywords.get(name) ?? standard);
        });
        return locals;
    };
    for (const { function: of, self } of startingPoints(classes)) {
        const locals = new Map();
        for (const { name } of parametersOf(of))
            locals.set(name, OTHER);
        if (self !== undefined)
            locals.set("self", { kind: "class", class: self });
        runFunction(of, locals, classes, evaluate, state.budget);
        if (found.size > 0)
            break;
    }
    return [...found.values()];
}

;// CONCATENATED MODULE: ./build/src/surface/options/extract-options.js




const PARAMETERS = ["EngineArgs", "AsyncEngineArgs", "SamplingParams", "PoolingParams"];
/** The command line of `vllm serve`, the config classes and the parameters of a release, out of its source. */
function extractOptions(classes) {
    const evaluate = makeEvaluate(classes);
    const accepts = (of) => acceptedFields(of, classes, evaluate);
    const whole = publicClass(classes, "VllmConfig");
    const wholeFields = whole === undefined ? new Map() : accepts(whole);
    const found = serveParser(classes);
    const reached = [];
    const options = found.map(({ option, config, free }) => {
        const taken = config ?? (free ? wholeFields.get(option.destination)?.config : undefined);
        if (taken !== undefined)
            reached.push(taken);
        return taken === undefined ? option : { ...option, config: taken.name };
    });
    const byDestination = new Map(options.map((option) => [option.destination, option]));
    const parameters = {};
    for (const name of PARAMETERS) {
        const of = publicClass(classes, name);
        if (of === undefined)
            continue;
        const fields = {};
        for (const [key, { field, config }] of accepts(of)) {
            if (config !== undefined)
                reached.push(config);
            fields[key] = name.endsWith("EngineArgs") ? withOption(field, byDestination.get(key)) : field;
        }
        parameters[name] = fields;
    }
    const llm = publicClass(classes, "LLM");
    if (llm !== undefined)
        parameters["LLM"] = llmFields(llm, parameters["EngineArgs"] ?? {}, classes, evaluate);
    return { options, configs: configs(reached, classes, evaluate), parameters };
}
/** What the package gives out under this name; where it gives none, the only class of the name. */
function publicClass(classes, name) {
    const top = classes.modules.module("vllm");
    return (top === undefined ? undefined : classes.classAt(top, name)) ?? classes.named(name)[0];
}
/** The command line says what the dataclass does not: that a field goes, and that a dictionary makes a config. */
function withOption(field, option) {
    const deprecated = field.deprecated ?? option?.deprecated;
    const config = field.config ?? option?.config;
    return {
        ...field,
        ...(deprecated === undefined ? {} : { deprecated }),
        ...(config === undefined ? {} : { config }),
    };
}
/** What `LLM` names, then what its `**kwargs` hands on to `EngineArgs`. */
function llmFields(llm, engine, classes, evaluate) {
    const named = [...acceptedFields(llm, classes, evaluate)].map(([key, { field }]) => {
        const { deprecated, config } = engine[key] ?? {};
        return [
            key,
            { ...field, ...(deprecated === undefined ? {} : { deprecated }), ...(config === undefined ? {} : { config }) },
        ];
    });
    return { ...(takesMore(llm, classes) ? engine : {}), ...Object.fromEntries(named) };
}
/** The classes of `vllm.config`, those an option or engine argument takes, and what these nest. */
function configs(reached, classes, evaluate) {
    const rest = [...reached, ...classesOf(classes, "vllm.config")];
    const made = {};
    const seen = new Set();
    for (let at = 0; at < rest.length; at += 1) {
        const of = rest[at];
        if (of === undefined || seen.has(of))
            continue;
        seen.add(of);
        const accepted = acceptedFields(of, classes, evaluate);
        for (const { config } of accepted.values())
            if (config !== undefined)
                rest.push(config);
        if (accepted.size > 0)
            made[of.name] ??= Object.fromEntries([...accepted].map(([key, { field }]) => [key, field]));
    }
    return made;
}
function classesOf(classes, name) {
    return classes.modules.filesOf(name).flatMap((file) => {
        const module = classes.modules.file(file);
        return [...(module?.bindings ?? [])].flatMap(([key, { kind, typing }]) => {
            const of = module === undefined || kind !== "class" || typing ? undefined : classes.classAt(module, key);
            return of === undefined || isEnum(classes, of) || isInterface(classes, of) ? [] : of;
        });
    });
}
function isInterface(classes, of) {
    return classes.foreignBases(of).some((base) => /(^|\.)(Protocol|TypedDict|NamedTuple|ABC)$/.test(base));
}

;// CONCATENATED MODULE: ./build/src/surface/options/optimization-dots.js
/** Whether the parser (`FlexibleArgumentParser.parse_args`) has words of its own for `-O.mode 3`. */
function optimizationDots(texts) {
    for (const text of texts.values())
        if (text.includes("class FlexibleArgumentParser") && /\.startswith\(["']-O\.["']\)/.test(text))
            return { optimizationDots: true };
    return {};
}

;// CONCATENATED MODULE: ./build/src/surface/requests/models.js
const SERVER = /\/entrypoints\//;
const CLASS = /^class (\w+Request)\b/gm;
const ALIAS = /^(\w+Request)(?:[ \t]*:[^=\n]+)?[ \t]*=/gm;
/**
 * The pydantic models named `…Request` of the HTTP server. A name for several of them counts where one of them is defined beside
 * it: elsewhere such names serve type checkers alone (`AnyRequest`).
 */
function requestModels(texts, classes) {
    const models = [];
    const server = [...texts].filter(([file, text]) => SERVER.test(file) && text.includes("Request"));
    for (const [file, text] of server) {
        for (const [, name = ""] of text.matchAll(CLASS)) {
            const own = classes.named(name).filter((one) => one.module.file === file && isModel(one, classes));
            if (own.length > 0)
                models.push({ name, classes: own });
        }
    }
    const known = new Set(models.flatMap((model) => model.classes));
    for (const [file, text] of server) {
        if (!text.includes("Request:") && !text.includes("Request ="))
            continue;
        // Parameters are written the same way, so most files have none: those are not worth parsing.
        const names = [...text.matchAll(ALIAS)].map(([, name = ""]) => name);
        const module = names.length === 0 ? undefined : classes.modules.file(file);
        if (module === undefined)
            continue;
        for (const name of names) {
            const binding = module.bindings.get(name);
            if (binding?.kind !== "value")
                continue;
            const meant = classes.hints(module, binding.node).flatMap(({ classAt }) => {
                const one = classAt === undefined ? undefined : classes.classAt(classAt.module, classAt.name);
                return one !== undefined && known.has(one) ? [one] : [];
            });
            if (meant.some((one) => one.module.file === file))
                models.push({ name, classes: meant });
        }
    }
    return models;
}
/** Whether it comes down to pydantic's `BaseModel`. */
const isModel = (of, classes) => classes.foreignBases(of).some((base) => /(^|\.)BaseModel$/.test(base));

;// CONCATENATED MODULE: ./build/src/surface/requests/endpoint-models.js





/** FastAPI's own `Request` is none. */
const MODEL = /\wRequest\b/;
const ROUTES = /\.(?:post|put|patch|api_route|add_api_route)\(/;
const ROUTE = new Set(["post", "put", "patch", "api_route"]);
/**
 * Which request models each path of the HTTP server takes (FastAPI): `@router.post("/v1/completions")` above a function with a
 * parameter annotated with them, or `router.add_api_route("/path", function)`. Names are classes, as in `Surface.requests`.
 */
function endpointModels(texts, classes) {
    const models = new Set(requestModels(texts, classes).flatMap((model) => model.classes));
    const found = new Map();
    for (const [file, text] of texts) {
        if (!file.includes("/entrypoints/") || !MODEL.test(text) || !ROUTES.test(text))
            continue;
        const module = classes.modules.file(file);
        if (module === undefined)
            continue;
        for (const { path, handler } of routesIn(module)) {
            const names = takenBy(handler, module, classes)
                .filter((one) => models.has(one))
                .map(({ name }) => name);
            if (names.length > 0)
                found.set(path, new Set([...(found.get(path) ?? []), ...names]));
        }
    }
    return Object.fromEntries([...found].sort().map(([path, names]) => [path, [...names].sort()]));
}
function routesIn(module) {
    const functions = functionsOf(module);
    const routes = [];
    for (const handler of functions) {
        for (const { children } of decoratorsOf(handler.node)) {
            const [call] = children;
            if (call?.type !== "call" || !ROUTE.has(calleeName(call, module)))
                continue;
            const path = pathOf(call, module);
            if (path !== undefined)
                routes.push({ path, handler });
        }
    }
    for (const call of nodesOf(module.root, new Set(["call"]))) {
        if (calleeName(call, module) !== "add_api_route")
            continue;
        const path = pathOf(call, module);
        const { positional, keywords } = argumentsOf(call, module);
        const named = positional[1] ?? keywords.get("endpoint");
        const handler = functions.find(({ name }) => named !== undefined && name === module.source(named));
        if (path !== undefined && handler !== undefined)
            routes.push({ path, handler });
    }
    return routes;
}
function pathOf(call, module) {
    const { positional, keywords } = argumentsOf(call, module);
    const path = positional[0] ?? keywords.get("path");
    return path === undefined ? undefined : stringText(path, module);
}
/** The classes that a handler's parameters are annotated with. */
function takenBy(handler, module, classes) {
    return parametersOf(handler).flatMap(({ annotation }) => {
        const hints = annotation === undefined ? [] : classes.hints(module, annotation);
        return hints.flatMap(({ classAt }) => classAt === undefined ? [] : (classes.classAt(classAt.module, classAt.name) ?? []));
    });
}

;// CONCATENATED MODULE: ./build/src/surface/requests/fields.js




/**
 * The fields that a pydantic model takes, by the name that a request has them under: an alias stands in place of the field's own
 * name, unless the model takes both (`populate_by_name`). Annotations of plain mixins are fields too; `ClassVar` is none.
 */
function modelFields(of, classes) {
    const evaluate = makeEvaluate(classes);
    const lineage = classes.lineage(of);
    const both = lineage.some((one) => /\b(?:populate_by_name|validate_by_name)\s*=\s*True\b/.test(fields_configOf(one)));
    const own = new Map();
    for (const one of [...lineage].reverse()) {
        for (const [name, field] of one.fields)
            if (isField(field))
                own.set(name, field);
    }
    const fields = {};
    for (const [name, field] of own) {
        const aliases = aliasesOf(field);
        const described = describe(field, classes, evaluate);
        for (const taken of aliases.length === 0 || both ? [name, ...aliases] : aliases)
            fields[taken] = described;
    }
    return fields;
}
function fields_configOf(of) {
    const config = of.fields.get("model_config")?.value;
    return config === undefined ? "" : of.module.source(config);
}
function isField({ name, annotation, module }) {
    if (annotation === undefined || name.startsWith("_"))
        return false;
    return !/^["']?(?:\w+\.)?ClassVar\b/.test(module.source(annotation));
}
/** `Field(alias="schema")`, `Annotated[…, Field(validation_alias=AliasChoices("a", "b"))]`. */
function aliasesOf({ annotation, value, module }) {
    const written = [annotation, value].map((node) => (node === undefined ? "" : module.source(node))).join("\n");
    if (!written.includes("alias"))
        return [];
    const choices = /\bvalidation_alias\s*=\s*(?:\w+\.)?AliasChoices\(([^)]*)\)/.exec(written)?.[1];
    if (choices !== undefined)
        return [...choices.matchAll(/["']([^"']+)["']/g)].map(([, one = ""]) => one);
    const plain = (keyword) => new RegExp(`\\b${keyword}\\s*=\\s*["']([^"']+)["']`).exec(written)?.[1];
    const alias = plain("validation_alias") ?? plain("alias");
    return alias === undefined ? [] : [alias];
}
function describe(field, classes, evaluate) {
    const value = defaultOf(classes, field, evaluate);
    const fallback = value === undefined ? undefined : pythonSource(value);
    const deprecated = fields_deprecationOf(field, evaluate);
    return {
        file: field.module.file,
        line: field.line,
        ...(fallback === undefined ? {} : { default: fallback }),
        ...(deprecated === undefined ? {} : { deprecated }),
    };
}
/** `Field(deprecated="…")`, a description that says so, or the comment above the field. */
function fields_deprecationOf(field, evaluate) {
    const isCall = field.value?.type === "call";
    const flag = isCall ? wrapperKeyword(field, "deprecated", evaluate) : undefined;
    if (flag?.kind === "text")
        return flag.text;
    const text = isCall ? wrapperKeyword(field, "description", evaluate) : undefined;
    const description = text?.kind === "text" ? text.text.replace(/\s+/g, " ").trim() : "";
    if (/\bdeprecated\b|\bwill be removed\b/i.test(description))
        return description;
    if (flag?.kind === "truth" && flag.truth)
        return description === "" ? "deprecated" : description;
    const comment = commentsAbove(field.module, field.line).join(" ");
    return /\bdeprecated\b|\bwill be removed\b/i.test(comment) ? comment : undefined;
}

;// CONCATENATED MODULE: ./build/src/surface/requests/extract-requests.js


/**
 * The request models of a release's HTTP server, each with every field that it takes; a name for several models has the fields of
 * all of them.
 *
 * @param texts the release's Python by member of the wheel
 */
function extractRequests(texts, classes) {
    const requests = {};
    for (const { name, classes: alternatives } of requestModels(texts, classes)) {
        const fields = alternatives.map((one) => modelFields(one, classes));
        requests[name] = Object.assign({}, ...fields.reverse(), requests[name]);
    }
    return requests;
}

;// CONCATENATED MODULE: ./build/src/surface/variables/warning-functions.js






const WARNS = /warn/i;
const TELLS = /deprecated|will be removed/i;
const CALL = new Set(["call"]);
/** Functions that hand on to functions that hand on: nobody nests deeper. */
const ROUNDS = 3;
/** Those that a module defines, by name. */
function warningFunctionsOf(module) {
    const known = new Map();
    const functions = functionsOf(module);
    for (let round = 0; round < ROUNDS; round += 1) {
        for (const definition of functions) {
            const parameters = parameterNames(definition);
            if (known.has(definition.name) || !parameters.some((parameter) => /env/i.test(parameter)))
                continue;
            const warns = warner(definition, parameters) ?? forwarder(definition, parameters, known);
            if (warns !== undefined)
                known.set(definition.name, warns);
        }
    }
    return known;
}
/** It warns itself. */
function warner({ node, module }, parameters) {
    for (const call of nodesOf(node, CALL)) {
        if (!WARNS.test(calleeName(call, module)))
            continue;
        const [format, ...values] = argumentsOf(call, module).positional;
        if (format === undefined || !TELLS.test(module.source(format)))
            continue;
        const locals = localsOf(node, module);
        const text = (written, given) => render(written, module, (name) => {
            const local = locals.get(name);
            return given.get(name) ?? (local === undefined ? undefined : render(local, module, (one) => given.get(one)));
        });
        const message = (given) => interpolated(text(format, given), values.map((value) => text(value, given)));
        return { parameters, message };
    }
    return undefined;
}
/** It hands what it is handed to one that does. */
function forwarder({ node, module }, parameters, known) {
    for (const call of nodesOf(node, CALL)) {
        const warns = known.get(calleeName(call, module));
        if (warns === undefined)
            continue;
        const message = (given) => warns.message(bound(call, warns, module, (one) => given.get(module.source(one)) ?? stringText(one, module)));
        return { parameters, message };
    }
    return undefined;
}
/** What a call hands such a function, by its parameters. @param read what an argument says */
function bound(call, warns, module, read) {
    const { positional, keywords } = argumentsOf(call, module);
    const given = new Map();
    for (const [at, parameter] of warns.parameters.entries()) {
        const node = keywords.get(parameter) ?? positional[at];
        const value = node === undefined ? undefined : read(node);
        if (value !== undefined)
            given.set(parameter, value);
    }
    return given;
}
/** What a function's own names are first assigned. */
function localsOf(definition, module) {
    const own = assignmentsOf(module).filter(({ scope }) => scope === definition);
    return new Map(own.reverse().map(({ name, value }) => [name, value]));
}

;// CONCATENATED MODULE: ./build/src/surface/variables/warnings-by-function.js





/** A function whose name speaks of the environment. */
const DEFINES = /\bdef (?=\w*env)\w+\(/;
const VARIABLE = /^[A-Z][A-Z0-9_]+$/;
/** The texts in which a release announces the end of variables through a function of its own, by variable. */
function warningsByFunction(texts, parse) {
    const everywhere = new Map();
    const own = new Map();
    for (const [file, text] of texts) {
        if (!text.includes("deprecated") || !text.includes("env") || !DEFINES.test(text))
            continue;
        const module = openModule(file, text, parse);
        const known = warningFunctionsOf(module);
        if (known.size === 0)
            continue;
        own.set(file, { module, known });
        for (const [name, warns] of known)
            everywhere.set(name, warns);
    }
    const found = new Map();
    const names = [...everywhere.keys()];
    for (const [file, text] of texts) {
        if (!text.includes("VLLM_") || !names.some((name) => text.includes(`${name}(`)))
            continue;
        const { module, known } = own.get(file) ?? { module: openModule(file, text, parse), known: everywhere };
        // Two modules may have methods of one name: a module's own come first.
        for (const [name, told] of callsIn(module, new Map([...everywhere, ...known])))
            found.set(name, told);
    }
    return found;
}
/** A variable that a call hands such a function, and what that says of it. */
function* callsIn(module, known) {
    for (const call of nodesOf(module.root, new Set(["call"]))) {
        const warns = known.get(calleeName(call, module));
        if (warns === undefined)
            continue;
        const given = bound(call, warns, module, (node) => stringText(node, module));
        const name = warns.parameters.filter((one) => /env/i.test(one)).map((one) => given.get(one));
        const variable = name.find((one) => one !== undefined && VARIABLE.test(one));
        if (variable !== undefined)
            yield [variable, warns.message(given).replace(/\s+/g, " ").trim()];
    }
}

;// CONCATENATED MODULE: ./build/src/surface/variables/deprecations.js






/** The variable is what the sentence speaks of, not what it says to use instead. */
const SUBJECT = /\b([A-Z][A-Z0-9_]*_[A-Z0-9_]+)\b\W{0,2}(?:(?: environment| env)? var(?:iable)?)?(?: is set and)? (?:is|has been|will be)(?: now)? (?:deprecated|removed)\b/;
/**
 * What a release says of the end of its variables, by variable: through a function that warns, in a warning beside the read, or in
 * the comment above the entry of the table.
 */
function deprecationTexts(texts, table, parse) {
    return new Map([...commentTexts(table), ...warningTexts(texts, parse), ...warningsByFunction(texts, parse)]);
}
function* commentTexts({ entries, module }) {
    for (const { name, pair } of entries) {
        const note = commentsAbove(module, module.line(pair.start)).join(" ");
        if (/\bdeprecated\b|^\W*(?:removed|obsolete)\b/i.test(note))
            yield [name, note];
    }
}
function* warningTexts(texts, parse) {
    for (const [file, text] of texts) {
        // A concatenation may part them over two lines, so near is all that can be asked of the text.
        if (!text.includes("VLLM_") || !nearby(text))
            continue;
        const module = openModule(file, text, parse);
        for (const call of nodesOf(module.root, new Set(["call"]))) {
            if (!/warn/i.test(calleeName(call, module)))
                continue;
            const message = argumentsOf(call, module).positional[0];
            if (message === undefined)
                continue;
            const told = render(message, module, () => undefined)
                .replace(/\s+/g, " ")
                .trim();
            const variable = SUBJECT.exec(told)?.[1];
            if (variable !== undefined)
                yield [variable, told];
        }
    }
}
/** Whether the name of a variable stands less than 200 characters before a word that announces an end. */
function nearby(text) {
    for (const word of ["deprecated", "be removed", "been removed"]) {
        for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
            if (/["' `]VLLM_[A-Z]/.test(text.slice(Math.max(0, at - 200), at)))
                return true;
        }
    }
    return false;
}

;// CONCATENATED MODULE: ./build/src/surface/variables/ignored-names.js





/** `_DEPRECATED_ENV_VARS = {` and its like. */
const LIST = /^(\w+)(?!\w)[^\n=]*=[ \t]*[({[]/gm;
const ignored_names_WORDS = ["DEPRECATED", "REMOVED", "IGNORED"];
const READS = /\benviron\s*(?:\[|\.get\b|\.pop\b)|\bgetenv\b|\benvs\./;
/**
 * Names that a module lists only to warn of them (`_DEPRECATED_ENV_VARS`, "is deprecated and ignored"): the constant is named so,
 * no function that uses it reads a variable's value, and the names stand nowhere else in the module.
 */
function ignoredNames(file, text, parse) {
    const found = new Set();
    if (!ignored_names_WORDS.some((word) => text.includes(word)) || !lists(text))
        return found;
    const module = openModule(file, text, parse);
    for (const { name, value } of moduleAssignments(module)) {
        if (!ignored_names_named(name) || isReadThrough(name, module))
            continue;
        for (const one of stringsIn(value, module))
            if (isOnlyThere(one, value, module))
                found.add(one);
    }
    return found;
}
const ignored_names_named = (constant) => ignored_names_WORDS.some((word) => constant.includes(word));
function lists(text) {
    for (const [, name = ""] of text.matchAll(LIST))
        if (ignored_names_named(name))
            return true;
    return false;
}
function isReadThrough(constant, module) {
    return functionsOf(module)
        .map(({ node }) => module.source(node))
        .some((source) => source.includes(constant) && READS.test(source));
}
const stringsIn = (container, module) => nodesOf(container, new Set(["string"])).flatMap((node) => stringText(node, module) ?? []);
const isOnlyThere = (name, container, module) => nodesOf(module.root, new Set(["string"])).every((node) => within(node, container) || stringText(node, module) !== name);

;// CONCATENATED MODULE: ./build/src/surface/variables/elsewhere.js




const LITERAL = /(["'])(VLLM_[A-Z0-9_]+)\1/g;
/**
 * Names of variables that the release's Python has as whole string literals outside its table: connectors and plugins read theirs
 * from `os.environ` themselves. In the table's own module only what is read counts, since it also lists names to leave out of
 * cache keys, stale ones among them.
 */
function namedElsewhere(texts, table, parse) {
    const found = new Set();
    for (const [file, text] of texts) {
        if (file === table?.module.file || !text.includes("VLLM_"))
            continue;
        const ignored = ignoredNames(file, text, parse);
        for (const [, , name = ""] of text.matchAll(LITERAL))
            if (!ignored.has(name))
                found.add(name);
    }
    if (table !== undefined)
        for (const name of readBeside(table))
            found.add(name);
    return [...found].sort();
}
const elsewhere_READS = new Set(["argument_list", "subscript", "comparison_operator"]);
function readBeside({ module, dictionary, entries }) {
    const own = new Set(entries.map(({ name }) => name));
    const outside = (node) => node.start < dictionary.start || node.end > dictionary.end;
    return nodesOf(module.root, elsewhere_READS)
        .flatMap((place) => parts(place).map((node) => ({ node, text: stringText(node, module) })))
        .filter(({ node, text }) => text !== undefined && /^VLLM_[A-Z0-9_]+$/.test(text) && (outside(node) || !own.has(text)))
        .map(({ text }) => text ?? "");
}

;// CONCATENATED MODULE: ./build/src/surface/variables/fallback.js





const fallback_CALL = new Set(["call"]);
const READERS = new Set(["getenv", "get"]);
/**
 * The string that an entry of the table falls back on: `os.getenv("X", "1")` within it or within the function it names, or the
 * `default` that it hands to the helper which makes its reader (`env_with_choices("X", "auto", …)`).
 * @param functions the module's, by name
 */
function fallbackOf({ name, value }, functions, module) {
    const reader = bare(value);
    const body = reader.type === "identifier" ? functions.get(module.source(reader))?.node : reader;
    if (body === undefined)
        return undefined;
    const read = readOf(body, name, module);
    if (read !== undefined)
        return asksFirst(body, name, module) ? undefined : fallbackOfRead(read, module);
    return reader.type === "call" ? handedDefault(reader, functions, module) : undefined;
}
/** `os.getenv("X", …)`, `os.environ.get("X", …)`. */
function readOf(body, name, module) {
    return nodesOf(body, fallback_CALL).find((call) => {
        const first = argumentsOf(call, module).positional[0];
        return READERS.has(calleeName(call, module)) && first !== undefined && stringText(first, module) === name;
    });
}
/** `int(os.getenv("X", "0")) if "X" in os.environ else None`: without the variable, the read's own default is never seen. */
function asksFirst(body, name, module) {
    return nodesOf(body, new Set(["comparison_operator"])).some((comparison) => {
        const [left, right] = parts(comparison);
        if (left === undefined || right === undefined || !/environ$/.test(module.source(right)))
            return false;
        return stringText(left, module) === name;
    });
}
function fallbackOfRead(read, module) {
    const { positional, keywords } = argumentsOf(read, module);
    const given = literal(positional[1] ?? keywords.get("default"), module);
    // `os.getenv("X", "").lower() or "13.0"`: nothing is set, so the other side counts.
    if (given !== undefined && given !== "")
        return given;
    for (let node = read; node.parent !== undefined; node = node.parent) {
        if (node.parent.type === "lambda" || node.parent.type === "pair")
            break;
        const [left, right] = parts(node.parent);
        if (node.parent.type !== "boolean_operator" || left !== node || right === undefined)
            continue;
        const other = /^\s*or\b/.test(module.text.slice(left.end, right.start)) ? literal(right, module) : undefined;
        if (other !== undefined)
            return other;
    }
    return given;
}
function handedDefault(call, functions, module) {
    const helper = functions.get(calleeName(call, module));
    const { positional, keywords } = argumentsOf(call, module);
    const at = helper === undefined ? -1 : parameterNames(helper).indexOf("default");
    return literal(keywords.get("default") ?? positional[at], module);
}
/** A string's text or a number's source. */
function literal(node, module) {
    if (node === undefined)
        return undefined;
    const inner = bare(node);
    return inner.type === "integer" || inner.type === "float" ? module.source(inner) : stringText(inner, module);
}

;// CONCATENATED MODULE: ./build/src/surface/variables/table.js





const NAME = "environment_variables";
const ASSIGNMENT = /^environment_variables\b[^\n=]*=[ \t]*\{/m;
/** The table is found by its name, in whichever module assigns a dictionary to it. */
function findTable(texts, parse) {
    for (const [file, text] of texts) {
        if (!text.includes(NAME) || !ASSIGNMENT.test(text))
            continue;
        const module = openModule(file, text, parse);
        const table = moduleAssignments(module).find(({ name, value }) => name === NAME && value.type === "dictionary");
        if (table !== undefined)
            return { module, dictionary: table.value, entries: entriesOf(table.value, module) };
    }
    return undefined;
}
function entriesOf(dictionary, module) {
    return parts(dictionary).flatMap((pair) => {
        const [key, value] = [child(pair, "key"), child(pair, "value")];
        if (pair.type !== "pair" || key === undefined || value === undefined)
            return [];
        const name = stringText(key, module);
        return name === undefined ? [] : [{ name, pair, value }];
    });
}

;// CONCATENATED MODULE: ./build/src/surface/variables/extract-variables.js





/**
 * The variables of a release: the keys of `environment_variables` (`vllm/envs.py`), and what its Python names beside them.
 *
 * @param texts the release's Python by member of the wheel
 */
function extractVariables(texts, parse) {
    const table = findTable(texts, parse);
    if (table === undefined)
        return { variables: {}, variablesElsewhere: namedElsewhere(texts, undefined, parse) };
    const { module, entries } = table;
    const functions = new Map(functionsOf(module).map((one) => [one.name, one]));
    const told = deprecationTexts(texts, table, parse);
    const variables = {};
    for (const entry of entries) {
        const fallback = fallbackOf(entry, functions, module);
        const deprecated = told.get(entry.name);
        variables[entry.name] = {
            file: module.file,
            line: module.line(entry.pair.start),
            ...(fallback === undefined ? {} : { default: fallback }),
            ...(deprecated === undefined ? {} : { deprecated }),
        };
    }
    return { variables, variablesElsewhere: namedElsewhere(texts, table, parse) };
}

;// CONCATENATED MODULE: ./build/src/surface/extract.js








/**
 * What a release accepts from outside, out of its source alone.
 *
 * @param version PEP 440
 * @param texts member of the wheel → text of every `.py` file, as published: `vllm/envs.py`
 */
function extractSurface(version, texts, parse) {
    const classes = openClasses(texts, parse);
    return {
        version,
        ...extractOptions(classes),
        ...optimizationDots(texts),
        ...extractVariables(texts, parse),
        requests: extractRequests(texts, classes),
        endpoints: endpointModels(texts, classes),
        metrics: extractMetrics(texts, parse),
        ...extractArchitectures(texts, parse),
    };
}

;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");
;// CONCATENATED MODULE: ./build/src/platform/files.js


/** The text of a file, or `undefined` when there is none. Other errors (a folder, no permission) are thrown. */
async function readIfPresent(path) {
    try {
        return await (0,promises_namespaceObject.readFile)(path, "utf8");
    }
    catch (error) {
        if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
            return undefined;
        throw error;
    }
}
/** This product's version, from the `package.json` beside `dist/`. */
async function readProductVersion(actionRoot) {
    const manifest = JSON.parse(await readFile(join(actionRoot, "package.json"), "utf8"));
    return manifest.version;
}
/** Whether a path is a folder; a missing one is none. */
async function isFolder(path) {
    return stat(path).then((stats) => stats.isDirectory(), () => false);
}

;// CONCATENATED MODULE: ./build/src/analysis/kept-source.js



/** Where the release's Python lies in the kept folder. */
const TREE = "tree";
/** What the sharpening changed, as it was: one file, since files cost more than bytes. */
const PUBLISHED = "published.json";
const DESCRIPTION = "wheel.json";
/** The files that lie beside the tree. */
function described(description, published) {
    return new Map([
        [PUBLISHED, JSON.stringify(published)],
        [DESCRIPTION, JSON.stringify(description)],
    ]);
}
/** @param kept the folder that `releaseSource` made */
async function openKeptSource(version, kept) {
    const { names, requires } = JSON.parse(await (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(kept, DESCRIPTION), "utf8"));
    const folder = (0,external_node_path_namespaceObject.join)(kept, TREE);
    const known = new Set(names);
    let before;
    const published = () => {
        before ??= (0,promises_namespaceObject.readFile)((0,external_node_path_namespaceObject.join)(kept, PUBLISHED), "utf8").then((text) => JSON.parse(text));
        return before;
    };
    return {
        ...{ version, kept, folder, names, requires, published },
        text: async (name) => {
            if (!known.has(name))
                return undefined;
            const texts = await published();
            return Object.hasOwn(texts, name) ? texts[name] : readIfPresent((0,external_node_path_namespaceObject.join)(folder, name));
        },
    };
}

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build/src/analysis/source-texts.js



/** How long files are read at one go; then others of this process have their turn. Milliseconds. */
const TURN = 10;
/**
 * Every Python file of a release as it was published, by member name. Read synchronously in short turns: for 3,000 files three
 * times as fast as through promises (100 ms against 280).
 */
async function sourceTexts({ names, folder, published }) {
    const before = await published();
    const texts = new Map();
    let started = performance.now();
    for (const name of names) {
        if (!name.startsWith("vllm/") || !name.endsWith(".py"))
            continue;
        const text = Object.hasOwn(before, name) ? before[name] : (0,external_node_fs_namespaceObject.readFileSync)((0,external_node_path_namespaceObject.join)(folder, name), "utf8");
        if (text !== undefined)
            texts.set(name, text);
        if (performance.now() - started < TURN)
            continue;
        await (0,external_node_timers_promises_namespaceObject.setImmediate)();
        started = performance.now();
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/src/analysis/read-surface.js



/** What a release accepts, out of its kept source: a `Surface` as JSON, which is how it is kept and how threads hand it over. */
async function readSurface({ version, kept }, parse) {
    const texts = await sourceTexts(await openKeptSource(version, kept));
    return JSON.stringify(extractSurface(version, texts, parse));
}

;// CONCATENATED MODULE: external "node:url"
const external_node_url_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");
;// CONCATENATED MODULE: ./build/src/platform/parse-given-up.js
/** A text took a grammar longer than any that a person writes: nothing is known of what it says. */
class parse_given_up_ParseGivenUp extends Error {
    constructor() {
        super("The text takes too long to be parsed.");
        this.name = "ParseGivenUp";
    }
}

;// CONCATENATED MODULE: ./build/src/platform/syntax-parsers.js
var __rewriteRelativeImportExtension = (undefined && undefined.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};



/** Several times what the longest file of a person takes. Milliseconds of processor time: other work on the machine does not count. */
const syntax_parsers_LONGEST = 1500;
/** Loaded once a process: WebAssembly modules take memory for good. */
const runtimes = new Map();
const parsers = new Map();
/** @param actionRoot absolute path of the action's root */
async function loadPythonParser(actionRoot) {
    const parser = await loadParser(actionRoot, "python");
    return (text) => {
        const tree = parser.parse(text);
        if (tree === null)
            throw new Error("The grammar was not loaded.");
        return tree;
    };
}
/**
 * The same, with an end for texts that make no sense as Python (`ParseGivenUp`).
 *
 * @param actionRoot absolute path of the action's root
 */
async function loadBoundedPythonParser(actionRoot) {
    const parser = await loadParser(actionRoot, "python");
    return (text) => parseBounded(parser, text);
}
/** @param actionRoot absolute path of the action's root */
async function loadShellParser(actionRoot) {
    const parser = await loadParser(actionRoot, "bash");
    return (text) => parseBounded(parser, text);
}
/**
 * Loads web-tree-sitter and a grammar from `dist/tree-sitter/`. They lie beside the bundle as they were published: the
 * bundler cannot take them in (web-tree-sitter finds its `.wasm` by its own address).
 */
function loadParser(actionRoot, grammar) {
    const folder = (0,external_node_path_namespaceObject.join)(actionRoot, "dist", "tree-sitter");
    const file = (0,external_node_path_namespaceObject.join)(folder, `tree-sitter-${grammar}.wasm`);
    const parser = parsers.get(file) ?? load(folder, file);
    parsers.set(file, parser);
    return parser;
}
async function load(folder, file) {
    const runtime = runtimes.get(folder) ?? start(folder);
    runtimes.set(folder, runtime);
    const { Parser, Language } = await runtime;
    const parser = new Parser();
    parser.setLanguage(await Language.load(file));
    return parser;
}
function parseBounded(parser, text) {
    const started = process.cpuUsage();
    const progressCallback = () => {
        const { user, system } = process.cpuUsage(started);
        return user + system > syntax_parsers_LONGEST * 1000;
    };
    // The grammar takes a null byte for the end of the text over and over, and asks nobody meanwhile.
    const tree = parser.parse(text.replaceAll("\0", " "), null, { progressCallback });
    if (tree !== null)
        return tree;
    parser.reset();
    throw new ParseGivenUp();
}
async function start(folder) {
    const address = (0,external_node_url_namespaceObject.pathToFileURL)((0,external_node_path_namespaceObject.join)(folder, "web-tree-sitter.js")).href;
    const treeSitter = await import(__rewriteRelativeImportExtension(/* webpackIgnore: true */ address));
    await treeSitter.Parser.init();
    return treeSitter;
}

;// CONCATENATED MODULE: ./build/src/surface-thread.js



/** A thread that reads what releases accept (`workerData`: the action's root): parsing them takes a second that other checks can use. */
const parse = loadPythonParser(external_node_worker_threads_namespaceObject.workerData);
external_node_worker_threads_namespaceObject.parentPort?.on("message", async (release) => {
    external_node_worker_threads_namespaceObject.parentPort?.postMessage(await readSurface(release, await parse));
});

