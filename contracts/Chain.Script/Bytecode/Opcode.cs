namespace Chain.Script.Bytecode;

/// <summary>
/// The canonical instruction set of the stack machine. This file is its specification: <see cref="OpcodeInfo"/> repeats the operand and
/// stack columns for the verifier, <c>Metering.GasTable</c> gives each its cost.
/// </summary>
/// <remarks>
/// <para>
/// <b>Encoding.</b> An instruction is one <c>int</c> opcode word followed by its operand words. Operands are written after the name:
/// <c>slot</c> a frame slot, <c>k</c> a constant of the unit, <c>name</c> a constant of the unit that is a string, <c>f</c> a nested
/// function of this function, <c>cap</c> a captured cell of the running closure, <c>ic</c> the number of an inline cache of this function
/// (each site has its own, <see cref="FunctionCode.CacheCount"/> in all), <c>L</c> an absolute jump target in words, <c>n</c> a count,
/// <c>imm</c> a number. The stack effect is written <c>[before → after]</c>, top of stack at the right.
/// </para>
/// <para>
/// <b>Frame.</b> Slots <c>0 … ParameterCount-1</c> hold the arguments by position (undefined where missing), all others undefined on
/// entry. Arguments beyond <c>ParameterCount</c> are reached by <see cref="CreateArguments"/> and <see cref="CreateRest"/> only; the
/// machine need keep them only when the flags say so. A slot holds a plain value, or a <c>Cell</c> when the compiler decided that a
/// closure shares the variable; which one is fixed for the life of a variable, but slots are reused by later variables. The cell
/// instructions must test that the slot holds a cell (a type check of a sealed class): the verifier does not prove it.
/// </para>
/// <para>
/// <b>Gas.</b> A basic block starts at the entry, at a jump target or handler, and after an instruction that ends a block. Each begins
/// with one <see cref="Gas"/>. Blocks do not end at calls.
/// </para>
/// <para>
/// <b>Calls out of an instruction.</b> "Calls" below means that a script function is entered by pushing a frame, and its result is
/// pushed when it returns. No instruction needs to do anything more after such a return than to push the result (or to discard it, for
/// setters), and getters are only ever hit where the instruction's last act is to push what the getter gives. What an instruction checks
/// of a called function's result is a separate, following instruction. Conversions of objects to primitives, and the copying of
/// properties, are the exceptions: they may re-enter, counted.
/// </para>
/// <para>
/// <b>Iterator records</b> take three successive slots: <c>s</c> the iterator object, <c>s+1</c> its <c>next</c> method, <c>s+2</c> a
/// boolean: true when it needs no closing (it is done, or one of its own steps threw).
/// </para>
/// </remarks>
public enum Opcode
{
    // ---- Metering -------------------------------------------------------------------------------------------------------------------

    /// <summary><c>Gas n</c> [ → ]. Charges n, the cost of the block that it begins; out of gas is a halt. Costs nothing itself.</summary>
    Gas = 0,

    // ---- Constants and stack --------------------------------------------------------------------------------------------------------

    /// <summary><c>LoadUndefined</c> [ → undefined].</summary>
    LoadUndefined,

    /// <summary><c>LoadNull</c> [ → null].</summary>
    LoadNull,

    /// <summary><c>LoadTrue</c> [ → true].</summary>
    LoadTrue,

    /// <summary><c>LoadFalse</c> [ → false].</summary>
    LoadFalse,

    /// <summary><c>LoadInt imm</c> [ → number]. The number imm (never −0).</summary>
    LoadInt,

    /// <summary><c>LoadConst k</c> [ → value]. A number, string or bigint constant.</summary>
    LoadConst,

    /// <summary><c>Pop</c> [a → ].</summary>
    Pop,

    /// <summary><c>PopTo n</c> [… → …]. Drops operands until n are left. The depth before is at least n.</summary>
    PopTo,

    /// <summary><c>Dup</c> [a → a a].</summary>
    Dup,

    /// <summary><c>Dup2</c> [a b → a b a b].</summary>
    Dup2,

    /// <summary><c>Dup3</c> [a b c → a b c a b c].</summary>
    Dup3,

    /// <summary><c>DupX1</c> [a b → b a b]. Puts a copy of the top below one operand.</summary>
    DupX1,

    /// <summary><c>DupX2</c> [a b c → c a b c].</summary>
    DupX2,

    /// <summary><c>DupX3</c> [a b c d → d a b c d].</summary>
    DupX3,

    /// <summary><c>Swap</c> [a b → b a].</summary>
    Swap,

    /// <summary><c>Nip</c> [a b → b]. Drops the operand below the top.</summary>
    Nip,

    // ---- Variables ------------------------------------------------------------------------------------------------------------------

    /// <summary><c>LoadLocal slot</c> [ → value].</summary>
    LoadLocal,

    /// <summary><c>StoreLocal slot</c> [value → ].</summary>
    StoreLocal,

    /// <summary><c>LoadLocalChecked slot name</c> [ → value]. ReferenceError naming the variable when the slot is Empty (temporal dead zone).</summary>
    LoadLocalChecked,

    /// <summary><c>CheckLocal slot name</c> [ → ]. ReferenceError when the slot is Empty. Precedes a store to a variable that may be uninitialised.</summary>
    CheckLocal,

    /// <summary><c>InitEmpty slot</c> [ → ]. Sets the slot to Empty: a variable enters its dead zone.</summary>
    InitEmpty,

    /// <summary><c>NewCell slot</c> [ → ]. Puts a new cell that holds Empty into the slot. Allocates.</summary>
    NewCell,

    /// <summary><c>BoxLocal slot</c> [ → ]. Puts a new cell that holds the slot's plain value into the slot (parameters, <c>var</c>). Allocates.</summary>
    BoxLocal,

    /// <summary><c>CopyCell slot</c> [ → ]. Replaces the cell in the slot by a new cell of the same content: the next iteration's variable. Allocates.</summary>
    CopyCell,

    /// <summary><c>LoadCell slot</c> [ → value]. The content of the cell in the slot.</summary>
    LoadCell,

    /// <summary><c>StoreCell slot</c> [value → ].</summary>
    StoreCell,

    /// <summary><c>LoadCellChecked slot name</c> [ → value]. ReferenceError when the content is Empty.</summary>
    LoadCellChecked,

    /// <summary><c>CheckCell slot name</c> [ → ]. ReferenceError when the content is Empty.</summary>
    CheckCell,

    /// <summary><c>LoadCaptured cap</c> [ → value]. The content of a cell of the running closure.</summary>
    LoadCaptured,

    /// <summary><c>StoreCaptured cap</c> [value → ].</summary>
    StoreCaptured,

    /// <summary><c>LoadCapturedChecked cap name</c> [ → value]. ReferenceError when the content is Empty.</summary>
    LoadCapturedChecked,

    /// <summary><c>CheckCaptured cap name</c> [ → ]. ReferenceError when the content is Empty.</summary>
    CheckCaptured,

    /// <summary><c>LoadModuleCell slot imm</c> [ → ]. Puts cell imm of the running module instance (<see cref="ScriptUnit.ModuleCells"/>) into the slot.</summary>
    LoadModuleCell,

    /// <summary><c>LoadGlobal name ic</c> [ → value]. A global of the host or the realm; ReferenceError when there is none. A getter is called.</summary>
    LoadGlobal,

    /// <summary><c>TypeOfGlobal name</c> [ → string]. As LoadGlobal then TypeOf, but "undefined" when there is none.</summary>
    TypeOfGlobal,

    /// <summary><c>StoreGlobal name</c> [value → ]. ReferenceError when there is no such global, TypeError when it cannot be written (all frozen intrinsics).</summary>
    StoreGlobal,

    // ---- What a frame knows ---------------------------------------------------------------------------------------------------------

    /// <summary><c>LoadThis</c> [ → value]. The frame's this. Never emitted in arrows (they capture it as a variable) nor in derived constructors.</summary>
    LoadThis,

    /// <summary><c>LoadCallee</c> [ → function]. The running closure. Never emitted in arrows.</summary>
    LoadCallee,

    /// <summary><c>LoadNewTarget</c> [ → value]. The constructor that <c>new</c> named, or undefined. Never emitted in arrows.</summary>
    LoadNewTarget,

    /// <summary><c>SuperBase</c> [f → object or null]. <c>[[GetPrototypeOf]]</c> of the home object of the closure f (the callee, which arrows capture); not tested here.</summary>
    SuperBase,

    /// <summary><c>CreateArguments</c> [ → object]. A new unmapped arguments object of all arguments of the frame. Allocates by their number.</summary>
    CreateArguments,

    /// <summary><c>CreateRest n</c> [ → array]. A new array of the arguments from index n on. Allocates by their number.</summary>
    CreateRest,

    // ---- Operators ------------------------------------------------------------------------------------------------------------------

    /// <summary><c>Add</c> [a b → a + b]. ToPrimitive of both, then string concatenation or numeric addition.</summary>
    Add,

    /// <summary><c>Sub</c> [a b → a − b]. ToNumeric of a, of b; TypeError when one is a bigint and the other is not. So all numeric operators.</summary>
    Sub,

    /// <summary><c>Mul</c> [a b → a × b].</summary>
    Mul,

    /// <summary><c>Div</c> [a b → a / b]. RangeError for a bigint division by zero.</summary>
    Div,

    /// <summary><c>Mod</c> [a b → a % b].</summary>
    Mod,

    /// <summary><c>Exp</c> [a b → a ** b].</summary>
    Exp,

    /// <summary><c>BitAnd</c> [a b → a &amp; b].</summary>
    BitAnd,

    /// <summary><c>BitOr</c> [a b → a | b].</summary>
    BitOr,

    /// <summary><c>BitXor</c> [a b → a ^ b].</summary>
    BitXor,

    /// <summary><c>Shl</c> [a b → a &lt;&lt; b].</summary>
    Shl,

    /// <summary><c>Shr</c> [a b → a &gt;&gt; b].</summary>
    Shr,

    /// <summary><c>UShr</c> [a b → a &gt;&gt;&gt; b]. TypeError for bigints.</summary>
    UShr,

    /// <summary><c>Equal</c> [a b → bool]. <c>a == b</c>.</summary>
    Equal,

    /// <summary><c>NotEqual</c> [a b → bool]. <c>a != b</c>.</summary>
    NotEqual,

    /// <summary><c>StrictEqual</c> [a b → bool]. <c>a === b</c>.</summary>
    StrictEqual,

    /// <summary><c>StrictNotEqual</c> [a b → bool]. <c>a !== b</c>.</summary>
    StrictNotEqual,

    /// <summary><c>Less</c> [a b → bool]. <c>a &lt; b</c>, ToPrimitive of a first; so the next three.</summary>
    Less,

    /// <summary><c>LessEqual</c> [a b → bool].</summary>
    LessEqual,

    /// <summary><c>Greater</c> [a b → bool].</summary>
    Greater,

    /// <summary><c>GreaterEqual</c> [a b → bool].</summary>
    GreaterEqual,

    /// <summary><c>InstanceOf</c> [a b → bool]. <c>a instanceof b</c>, by <c>b[Symbol.hasInstance]</c>.</summary>
    InstanceOf,

    /// <summary><c>In</c> [key o → bool]. <c>key in o</c>: TypeError when o is no object, then ToPropertyKey.</summary>
    In,

    /// <summary><c>PrivateIn</c> [o private → bool]. <c>#x in o</c>: TypeError when o is no object.</summary>
    PrivateIn,

    /// <summary><c>Not</c> [a → !ToBoolean(a)].</summary>
    Not,

    /// <summary><c>Negate</c> [a → −ToNumeric(a)].</summary>
    Negate,

    /// <summary><c>BitNot</c> [a → ~ToNumeric(a)].</summary>
    BitNot,

    /// <summary><c>ToNumber</c> [a → ToNumber(a)]. Unary plus: TypeError for a bigint.</summary>
    ToNumber,

    /// <summary><c>ToNumeric</c> [a → ToNumeric(a)].</summary>
    ToNumeric,

    /// <summary><c>Inc</c> [a → ToNumeric(a) + 1].</summary>
    Inc,

    /// <summary><c>Dec</c> [a → ToNumeric(a) − 1].</summary>
    Dec,

    /// <summary><c>TypeOf</c> [a → string].</summary>
    TypeOf,

    /// <summary><c>ToString</c> [a → ToString(a)]. TypeError for a symbol. A substitution of a template.</summary>
    ToString,

    /// <summary><c>Concat n</c> [s1 … sn → string]. All are strings; 2 ≤ n ≤ 16. RangeError beyond the longest string.</summary>
    Concat,

    // ---- Properties -----------------------------------------------------------------------------------------------------------------

    /// <summary><c>GetNamed name ic</c> [o → value]. TypeError when o is nullish. Calls a getter with this = o. The name may be index-like.</summary>
    GetNamed,

    /// <summary><c>GetElement</c> [o key → value]. TypeError when o is nullish (before ToPropertyKey), then as GetNamed.</summary>
    GetElement,

    /// <summary><c>GetMethodNamed name ic</c> [o → f o]. As GetNamed, but keeps o above the value as the receiver of a call; f is not tested.</summary>
    GetMethodNamed,

    /// <summary><c>GetMethodElement</c> [o key → f o]. As GetElement, with o kept above.</summary>
    GetMethodElement,

    /// <summary><c>SetNamed name ic</c> [o value → ]. Strict assignment: TypeError when o is nullish, or the property cannot be set. Calls a setter, dropping its result.</summary>
    SetNamed,

    /// <summary><c>SetElement</c> [o key value → ]. TypeError when o is nullish (before ToPropertyKey), then as SetNamed.</summary>
    SetElement,

    /// <summary><c>DeleteNamed name</c> [o → true]. TypeError when o is nullish or the property cannot be deleted.</summary>
    DeleteNamed,

    /// <summary><c>DeleteElement</c> [o key → true]. As DeleteNamed, ToPropertyKey after the test of o.</summary>
    DeleteElement,

    /// <summary><c>ResolveKey</c> [o key → o key′]. TypeError when o is nullish, then ToPropertyKey once, for a reference that is read and written.
    /// A number that is an array index stays a number.</summary>
    ResolveKey,

    /// <summary><c>ToPropertyKey</c> [a → key]. A computed name: string or symbol, an index number may stay a number.</summary>
    ToPropertyKey,

    /// <summary><c>ResolveSuperKey</c> [this key base → this key′ base]. TypeError when base is null, then ToPropertyKey once (see ResolveKey).</summary>
    ResolveSuperKey,

    /// <summary><c>GetSuperNamed name</c> [this base → value]. <c>base.[[Get]](name, this)</c>; TypeError when base is null. Calls a getter with this.</summary>
    GetSuperNamed,

    /// <summary><c>GetSuperElement</c> [this key base → value]. TypeError when base is null (before ToPropertyKey), then as GetSuperNamed.</summary>
    GetSuperElement,

    /// <summary><c>SetSuperNamed name</c> [this base value → ]. <c>base.[[Set]](name, value, this)</c>; TypeError when base is null or it is refused. Calls a setter, dropping its result.</summary>
    SetSuperNamed,

    /// <summary><c>SetSuperElement</c> [this key base value → ]. TypeError when base is null (before ToPropertyKey), then as SetSuperNamed.</summary>
    SetSuperElement,

    /// <summary><c>NewPrivateName k</c> [ → private]. A new private name (internal value) whose description is a string with its <c>#</c>. Allocates.</summary>
    NewPrivateName,

    /// <summary><c>GetPrivate</c> [o private → value]. TypeError when o is no object, has no such element, or it is an accessor without getter. Calls a getter.</summary>
    GetPrivate,

    /// <summary><c>GetMethodPrivate</c> [o private → f o].</summary>
    GetMethodPrivate,

    /// <summary><c>SetPrivate</c> [o private value → ]. TypeError when there is no such element, it is a method, or an accessor without setter. Calls a setter.</summary>
    SetPrivate,

    /// <summary><c>CheckCoercible</c> [a → a]. TypeError when a is nullish (destructuring of an object).</summary>
    CheckCoercible,

    // ---- Literals -------------------------------------------------------------------------------------------------------------------

    /// <summary><c>NewObject</c> [ → o]. A new ordinary object. Allocates.</summary>
    NewObject,

    /// <summary><c>NewTemplateObject imm n</c> [v1 … vn → o]. A new object with the n own data properties that template imm of the unit
    /// (<see cref="ScriptUnit.Templates"/>) names, in order; names are distinct, none is index-like. Allocates by n.</summary>
    NewTemplateObject,

    /// <summary><c>NewArray n</c> [v1 … vn → array]. Allocates by n.</summary>
    NewArray,

    /// <summary><c>ArrayPush</c> [array value → array]. Appends. Literals with spread, rest elements, spread arguments.</summary>
    ArrayPush,

    /// <summary><c>DefineNamed name</c> [o value → o]. CreateDataPropertyOrThrow: enumerable, writable, configurable.</summary>
    DefineNamed,

    /// <summary><c>DefineElement</c> [o key value → o]. The key has been through ToPropertyKey. Fields and computed properties.</summary>
    DefineElement,

    /// <summary><c>DefineMethod imm</c> [o key f → o]. Defines a method (imm 0), getter (1) or setter (2), enumerable when bit 4 is set; configurable, a method writable.
    /// A getter joins an existing setter and the other way round. TypeError when refused.</summary>
    DefineMethod,

    /// <summary><c>SetPrototype</c> [o value → o]. <c>__proto__: value</c> of a literal: sets the prototype when value is an object or null, else nothing.</summary>
    SetPrototype,

    /// <summary><c>CopyProperties</c> [o source → o]. Object spread: CopyDataProperties, nothing excluded. Getters re-enter.</summary>
    CopyProperties,

    /// <summary><c>ObjectRest</c> [source keys → o]. A new object with the own enumerable properties of ToObject(source) whose keys are not in the array keys
    /// (each a property key). Getters re-enter.</summary>
    ObjectRest,

    // ---- Functions and classes ------------------------------------------------------------------------------------------------------

    /// <summary><c>NewClosure f</c> [ → function]. A closure over the cells that its captures list. Name, length, kind and whether it has a
    /// <c>prototype</c> come from its FunctionCode. Allocates.</summary>
    NewClosure,

    /// <summary><c>NewMethod f imm</c> [home x1 … → home x1 … function]. As NewClosure, with its home object set: the operand imm (0 … 3) below the top.</summary>
    NewMethod,

    /// <summary><c>SetFunctionName imm</c> [key f → key f]. Defines <c>name</c> of the anonymous function f from the key: a symbol gives <c>[description]</c> or "";
    /// prefix "get " for imm 1, "set " for imm 2. Nothing when f already has an own <c>name</c> that is not "" (a class with a static name method).</summary>
    SetFunctionName,

    /// <summary><c>ClassHeritage</c> [c → c protoParent]. TypeError unless c is null or a constructor. Pushes null for null, else <c>c.prototype</c> (calls a getter).</summary>
    ClassHeritage,

    /// <summary><c>NewClass f imm</c> [(c protoParent)? key? → class proto]. Bit 1 of imm: heritage is there (TypeError unless protoParent is an object or null;
    /// the constructor's prototype is c, or Function.prototype when c is null). Bit 2: a key is on top that gives the class its name. Makes the
    /// constructor (home object proto), its fixed <c>prototype</c>, and proto with <c>constructor</c>. Allocates.</summary>
    NewClass,

    /// <summary><c>SetClassFields</c> [class proto f → class proto]. f (a method with home proto) is the function that initialises the fields of each instance.</summary>
    SetClassFields,

    /// <summary><c>AddClassPrivate imm</c> [class proto private f → class proto]. Notes a private method (0), getter (1) or setter (2) that each instance gets.</summary>
    AddClassPrivate,

    /// <summary><c>DefinePrivateMethod imm</c> [o private f → o]. Gives o itself a private method (0), getter (1) or setter (2): static ones.
    /// A getter joins a setter of the same name.</summary>
    DefinePrivateMethod,

    /// <summary><c>DefinePrivateField</c> [o private value → o]. TypeError when o has that name already or is not extensible.</summary>
    DefinePrivateField,

    /// <summary><c>InitInstance</c> [class this → ]. Adds the private methods noted in the class (TypeError when one is there), then calls its fields function, if any, on this, dropping the result.</summary>
    InitInstance,

    /// <summary><c>SuperConstructor</c> [class → parent]. <c>class.[[GetPrototypeOf]]()</c>; not tested here.</summary>
    SuperConstructor,

    /// <summary><c>CheckThisUnbound</c> [a → ]. ReferenceError unless a is Empty: super() was called twice.</summary>
    CheckThisUnbound,

    // ---- Calls ----------------------------------------------------------------------------------------------------------------------

    /// <summary><c>Call n</c> [f this a1 … an → result]. TypeError when f is not callable or is a class.</summary>
    Call,

    /// <summary><c>CallSpread</c> [f this array → result]. The items of the array (no iterator) are the arguments.</summary>
    CallSpread,

    /// <summary><c>New n</c> [f a1 … an → object]. TypeError unless f is a constructor. new.target is f.</summary>
    New,

    /// <summary><c>NewSpread</c> [f array → object].</summary>
    NewSpread,

    /// <summary><c>SuperCall n</c> [parent a1 … an newTarget → object]. TypeError unless parent is a constructor; constructs with that new.target.</summary>
    SuperCall,

    /// <summary><c>SuperCallSpread</c> [parent array newTarget → object].</summary>
    SuperCallSpread,

    // ---- Control --------------------------------------------------------------------------------------------------------------------

    /// <summary><c>Jump L</c> [ → ]. Ends the block, as every instruction of this group but CheckObject.</summary>
    Jump,

    /// <summary><c>JumpIfTrue L</c> [a → ]. By ToBoolean.</summary>
    JumpIfTrue,

    /// <summary><c>JumpIfFalse L</c> [a → ].</summary>
    JumpIfFalse,

    /// <summary><c>JumpIfTrueKeep L</c> [a → a] at L, [a → ] after. <c>||</c>.</summary>
    JumpIfTrueKeep,

    /// <summary><c>JumpIfFalseKeep L</c> [a → a] at L, [a → ] after. <c>&amp;&amp;</c>.</summary>
    JumpIfFalseKeep,

    /// <summary><c>JumpIfNotNullishKeep L</c> [a → a] at L, [a → ] after. <c>??</c>.</summary>
    JumpIfNotNullishKeep,

    /// <summary><c>JumpIfNotUndefinedKeep L</c> [a → a] at L, [a → ] after. Default values.</summary>
    JumpIfNotUndefinedKeep,

    /// <summary><c>JumpIfNullishDrop L</c> [a → ] at L, [a → a] after. A link of an optional chain.</summary>
    JumpIfNullishDrop,

    /// <summary><c>JumpIfCalleeNullishDrop L</c> [f this → ] at L when f is nullish, [f this → f this] after. An optional call.</summary>
    JumpIfCalleeNullishDrop,

    /// <summary><c>JumpIfKind slot imm L</c> [ → ]. Jumps when the slot holds exactly the number imm: the dispatch after a <c>finally</c>. The slot always holds a number.</summary>
    JumpIfKind,

    /// <summary><c>Return</c> [a → ]. Leaves the frame with a. In a constructor call of a base class or function the machine gives the new object when a is not
    /// an object. In a generator it completes with a.</summary>
    Return,

    /// <summary><c>ReturnDerived</c> [a this → ]. The end of a derived constructor: a when it is an object; TypeError when a is otherwise not undefined;
    /// ReferenceError when this is Empty; else this.</summary>
    ReturnDerived,

    /// <summary><c>Throw</c> [a → ]. Unwinds to the handler of this pc, or out of the frame.</summary>
    Throw,

    /// <summary><c>ThrowError imm k</c> [ → ]. Throws a new error; imm is a <see cref="RaisedError"/>, k a string constant for its message.</summary>
    ThrowError,

    /// <summary><c>CheckObject imm</c> [a → a]. TypeError unless a is an object; imm is a <see cref="RaisedError"/> that gives the message. Does not end the block.</summary>
    CheckObject,

    // ---- Iteration ------------------------------------------------------------------------------------------------------------------

    /// <summary><c>IterMethod</c> [a → a method]. TypeError when a is nullish; pushes <c>a[Symbol.iterator]</c> (calls a getter).</summary>
    IterMethod,

    /// <summary><c>IterCall</c> [a method → iterator]. TypeError ("not iterable") when method is not callable, else calls it with this = a.</summary>
    IterCall,

    /// <summary><c>IterNextMethod</c> [iterator → iterator next]. TypeError unless iterator is an object; pushes <c>iterator.next</c> (calls a getter).</summary>
    IterNextMethod,

    /// <summary><c>IterStart s</c> [iterator next → ]. Fills the record: s, s+1, and s+2 = false.</summary>
    IterStart,

    /// <summary>
    /// <c>IterNext s Lvalue Ldone</c>: [ → ] at Ldone, [ → value] at Lvalue, [ → result] after. When s+2 is true: jumps to Ldone. Else sets s+2 to true, and then,
    /// when s+1 is the realm's own native <c>next</c> of array, string, Map or Set iterators and s an iterator of that kind: at its end jumps to Ldone, otherwise sets
    /// s+2 back to false and jumps to Lvalue with the value. In all other cases calls s+1 with this = s and no arguments; the result object is dealt with by the
    /// instructions that follow. Which way is taken is part of the semantics, since it decides the gas. Ends the block.
    /// </summary>
    IterNext,

    /// <summary><c>IterDone</c> [result → result done]. TypeError unless result is an object; pushes <c>result.done</c> as it is (calls a getter).</summary>
    IterDone,

    /// <summary><c>IterAlive s</c> [ → ]. Sets s+2 to false: the step succeeded.</summary>
    IterAlive,

    /// <summary><c>IterCallNext s</c> [a → result]. Calls s+1 with this = s and the argument a (<c>yield*</c>).</summary>
    IterCallNext,

    /// <summary><c>IterGet s name</c> [ → method]. Pushes <c>s.name</c> of the iterator ("return", "throw"); calls a getter.</summary>
    IterGet,

    /// <summary><c>IterClose s L</c> [method → ] at L, [method → result] after. Jumps to L when method is nullish; TypeError when it is not callable; else calls it with
    /// this = s and no arguments. Ends the block.</summary>
    IterClose,

    /// <summary><c>IterCallMethod s</c> [a method → result]. TypeError when method is not callable, else calls it with this = s and the argument a.</summary>
    IterCallMethod,

    /// <summary><c>ForInStart slot</c> [a → ]. Puts an enumerator (internal value) of the enumerable string keys of a and its prototypes into the slot; nullish gives none. Allocates.</summary>
    ForInStart,

    /// <summary><c>ForInNext slot L</c> [ → ] at L when there are no more keys, [ → key] after. Keys deleted meanwhile are passed over. Ends the block.</summary>
    ForInNext,

    // ---- Generators -----------------------------------------------------------------------------------------------------------------

    /// <summary><c>InitialYield</c> [ → ]. Once, after the parameters are bound: makes the generator object (prototype from the callee's <c>prototype</c>, else the realm's),
    /// detaches the frame into it and returns it to the caller. The first <c>next(v)</c> goes on after it, dropping v; <c>return</c> and <c>throw</c> before that complete the
    /// generator without running it. Ends the block.</summary>
    InitialYield,

    /// <summary><c>Yield L</c> [a → received] after and at L. Suspends, giving <c>{ value: a, done: false }</c>. <c>next(v)</c> goes on after it with v; <c>return(v)</c> goes on at L with v;
    /// <c>throw(e)</c> throws e at this pc. Ends the block.</summary>
    Yield,

    /// <summary><c>YieldDelegate Lthrow Lreturn</c> [result → received] at all three. Suspends, giving the object result itself. <c>next(v)</c> goes on after it with v, <c>throw(e)</c> at
    /// Lthrow with e, <c>return(v)</c> at Lreturn with v. Ends the block.</summary>
    YieldDelegate,
}
