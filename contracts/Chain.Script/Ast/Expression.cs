using System.Collections.Immutable;
using System.Numerics;
using Chain.Script.Lexing;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>
/// An expression. Parentheses leave no node; where they matter (naming, chains, short-circuit) the shape of the tree says it.
/// </summary>
public abstract class Expression : Node
{
    private Expression(SourceSpan span, int height)
        : base(span, height)
    {
    }

    /// <summary>
    /// Whether it is a function or class without a name of its own (<c>IsAnonymousFunctionDefinition</c>): where its name is only known
    /// when it runs (a computed or number key), the consumer sets it then. A parenthesised one counts.
    /// </summary>
    public bool IsAnonymousDefinition => this is FunctionValue { Function.HasOwnName: false } or ClassValue { Class.HasOwnName: false };

    /// <summary><c>null</c></summary>
    public sealed class Null(SourceSpan span) : Expression(span, 1);

    /// <summary><c>true</c> or <c>false</c></summary>
    public sealed class Boolean(SourceSpan span, bool value) : Expression(span, 1)
    {
        /// <summary>The value.</summary>
        public bool Value { get; } = value;
    }

    /// <summary>A number literal.</summary>
    public sealed class Number(SourceSpan span, double value) : Expression(span, 1)
    {
        /// <summary>The value, correctly rounded; never NaN, never negative.</summary>
        public double Value { get; } = value;
    }

    /// <summary>A bigint literal.</summary>
    public sealed class BigInt(SourceSpan span, BigInteger value) : Expression(span, 1)
    {
        /// <summary>The value: not negative, at most <see cref="ScriptLimits.BigIntBitsMax"/> bits.</summary>
        public BigInteger Value { get; } = value;
    }

    /// <summary>A string literal.</summary>
    public sealed class String(SourceSpan span, string value) : Expression(span, 1)
    {
        /// <summary>The value, escapes resolved; may hold lone surrogates.</summary>
        public string Value { get; } = value;
    }

    /// <summary>An untagged template: <c>Strings[0] Substitutions[0] Strings[1] …</c>.</summary>
    public sealed class Template(SourceSpan span, ImmutableArray<string> strings, ImmutableArray<Expression> substitutions) : Expression(span, HeightOver(substitutions))
    {
        /// <summary>The cooked texts; one more than substitutions.</summary>
        public ImmutableArray<string> Strings { get; } = strings;

        /// <summary>The substitutions in order.</summary>
        public ImmutableArray<Expression> Substitutions { get; } = substitutions;
    }

    /// <summary>A reference to a variable that is read (or called, or given to <c>typeof</c>).</summary>
    public sealed class Identifier : Expression
    {
        internal Identifier(SourceSpan span, Name spelling)
            : base(span, 1) => Spelling = spelling;

        /// <summary>The name.</summary>
        public string Name => Spelling.Text;

        internal Name Spelling { get; }

        /// <summary>Scope analysis: what it refers to; <c>null</c> is a property of the global object (or an unknown name: ReferenceError when evaluated).</summary>
        public Binding? Binding { get; internal set; }

        /// <summary>Scope analysis: whether it can be evaluated before its binding is initialised, so that a check is needed.</summary>
        public bool NeedsTdzCheck { get; internal set; }
    }

    /// <summary><c>this</c></summary>
    public sealed class This(SourceSpan span) : Expression(span, 1)
    {
        /// <summary>
        /// Scope analysis: the <see cref="BindingKind.This"/> binding of the nearest function that has a <c>this</c>; <c>null</c> at the top level
        /// (<c>undefined</c> in a module, the global object in a script).
        /// </summary>
        public Binding? Binding { get; internal set; }

        /// <summary>Scope analysis: in a derived constructor (or an arrow in one), where <c>super()</c> may not have run yet: ReferenceError.</summary>
        public bool NeedsTdzCheck { get; internal set; }
    }

    /// <summary><c>new.target</c></summary>
    public sealed class NewTarget(SourceSpan span) : Expression(span, 1)
    {
        /// <summary>Scope analysis: the <see cref="BindingKind.NewTarget"/> binding of the nearest function that is no arrow.</summary>
        public Binding Binding { get; internal set; } = null!;
    }

    /// <summary><c>[a, ...b]</c>; without holes.</summary>
    public sealed class Array(SourceSpan span, ImmutableArray<Expression> elements) : Expression(span, HeightOver(elements))
    {
        /// <summary>The elements; any may be a <see cref="Spread"/>.</summary>
        public ImmutableArray<Expression> Elements { get; } = elements;
    }

    /// <summary><c>{ … }</c></summary>
    public sealed class Object(SourceSpan span, ImmutableArray<ObjectMember> members) : Expression(span, HeightOver(members))
    {
        /// <summary>The members in order.</summary>
        public ImmutableArray<ObjectMember> Members { get; } = members;
    }

    /// <summary><c>...argument</c>, in <see cref="Array"/>, <see cref="New"/>, <see cref="SuperCall"/> and <see cref="Link.Call"/> only.</summary>
    public sealed class Spread(SourceSpan span, Expression argument) : Expression(span, HeightOver(argument))
    {
        /// <summary>The iterable.</summary>
        public Expression Argument { get; } = argument;

        /// <summary>Whether a comma follows: a rest of a pattern may have none.</summary>
        internal bool HasCommaBehind { get; set; }
    }

    /// <summary>A function expression or an arrow.</summary>
    public sealed class FunctionValue(Function function) : Expression(function.Span, HeightOver(function))
    {
        /// <summary>The function.</summary>
        public Function Function { get; } = function;
    }

    /// <summary>A class expression.</summary>
    public sealed class ClassValue(Class @class) : Expression(@class.Span, HeightOver(@class))
    {
        /// <summary>The class.</summary>
        public Class Class { get; } = @class;
    }

    /// <summary>
    /// A prefix operator. The operand of <see cref="UnaryOperator.Delete"/> is never an identifier; when it is a <see cref="Chain"/> that ends in a
    /// property (or a <see cref="SuperMember"/>: ReferenceError), that property is deleted, and a short-circuited chain gives <c>true</c>; anything
    /// else is evaluated and gives <c>true</c>.
    /// </summary>
    public sealed class Unary(SourceSpan span, UnaryOperator @operator, Expression operand) : Expression(span, HeightOver(operand))
    {
        /// <summary>The operator.</summary>
        public UnaryOperator Operator { get; } = @operator;

        /// <summary>The operand.</summary>
        public Expression Operand { get; } = operand;
    }

    /// <summary><c>++</c> and <c>--</c>, before or after.</summary>
    public sealed class Update(SourceSpan span, bool isIncrement, bool isPrefix, Pattern target) : Expression(span, HeightOver(target))
    {
        /// <summary>Whether it adds one.</summary>
        public bool IsIncrement { get; } = isIncrement;

        /// <summary>Whether its value is the new one.</summary>
        public bool IsPrefix { get; } = isPrefix;

        /// <summary>A <see cref="Pattern.Variable"/> or <see cref="Pattern.Property"/>.</summary>
        public Pattern Target { get; } = target;
    }

    /// <summary>
    /// Operators of one precedence, from left to right: <c>((First op₀ operand₀) op₁ operand₁) …</c>. <c>**</c> groups to the right and so has
    /// always one term.
    /// </summary>
    public sealed class Binary(SourceSpan span, Expression first, ImmutableArray<BinaryTerm> terms) : Expression(span, HeightOfChain(first, terms))
    {
        /// <summary>The leftmost operand.</summary>
        public Expression First { get; } = first;

        /// <summary>The operators and operands that follow; at least one.</summary>
        public ImmutableArray<BinaryTerm> Terms { get; } = terms;

        private static int HeightOfChain(Expression first, ImmutableArray<BinaryTerm> terms)
        {
            int height = HeightOver(first);
            foreach (BinaryTerm term in terms)
                height = Math.Max(height, HeightOver(term.Operand));
            return height;
        }
    }

    /// <summary><c>#name in right</c></summary>
    public sealed class PrivateIn(SourceSpan span, PrivateName name, Expression right) : Expression(span, HeightOver(name, right))
    {
        /// <summary>The private name.</summary>
        public PrivateName Name { get; } = name;

        /// <summary>The object that is asked; TypeError when it is none.</summary>
        public Expression Right { get; } = right;
    }

    /// <summary><c>a &amp;&amp; b &amp;&amp; …</c>, <c>a || b || …</c> or <c>a ?? b ?? …</c>: from left to right, until one decides.</summary>
    public sealed class Logical(SourceSpan span, LogicalOperator @operator, ImmutableArray<Expression> operands) : Expression(span, HeightOver(operands))
    {
        /// <summary>The operator between all of them.</summary>
        public LogicalOperator Operator { get; } = @operator;

        /// <summary>The operands; at least two.</summary>
        public ImmutableArray<Expression> Operands { get; } = operands;
    }

    /// <summary><c>target = value</c>. An anonymous function or class assigned to a variable has its name already.</summary>
    public sealed class Assign(SourceSpan span, Pattern target, Expression value) : Expression(span, HeightOver(target, value))
    {
        /// <summary>Any pattern without declarations.</summary>
        public Pattern Target { get; } = target;

        /// <summary>The value.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary><c>target += value</c> and its kin.</summary>
    public sealed class CompoundAssign(SourceSpan span, Pattern target, BinaryOperator @operator, int operatorStart, Expression value) : Expression(span, HeightOver(target, value))
    {
        /// <summary>A <see cref="Pattern.Variable"/> or <see cref="Pattern.Property"/>.</summary>
        public Pattern Target { get; } = target;

        /// <summary>The operator before the <c>=</c>.</summary>
        public BinaryOperator Operator { get; } = @operator;

        /// <summary>The offset of the operator: the position of errors that it throws.</summary>
        public int OperatorStart { get; } = operatorStart;

        /// <summary>The right operand.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary><c>target &amp;&amp;= value</c>, <c>||=</c> and <c>??=</c>: assigns only when the value is wanted.</summary>
    public sealed class LogicalAssign(SourceSpan span, Pattern target, LogicalOperator @operator, Expression value) : Expression(span, HeightOver(target, value))
    {
        /// <summary>A <see cref="Pattern.Variable"/> or <see cref="Pattern.Property"/>.</summary>
        public Pattern Target { get; } = target;

        /// <summary>The operator before the <c>=</c>.</summary>
        public LogicalOperator Operator { get; } = @operator;

        /// <summary>The right operand.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary><c>test₀ ? value₀ : test₁ ? value₁ : … : otherwise</c></summary>
    public sealed class Conditional(SourceSpan span, ImmutableArray<ConditionalBranch> branches, Expression otherwise) : Expression(span, HeightOfChain(branches, otherwise))
    {
        /// <summary>The branches in order; at least one.</summary>
        public ImmutableArray<ConditionalBranch> Branches { get; } = branches;

        /// <summary>The value when no test holds.</summary>
        public Expression Otherwise { get; } = otherwise;

        private static int HeightOfChain(ImmutableArray<ConditionalBranch> branches, Expression otherwise)
        {
            int height = HeightOver(otherwise);
            foreach (ConditionalBranch branch in branches)
                height = Math.Max(height, HeightOver(branch.Test, branch.Value));
            return height;
        }
    }

    /// <summary><c>a, b, …</c>: all are evaluated, the last is the value.</summary>
    public sealed class Sequence(SourceSpan span, ImmutableArray<Expression> expressions) : Expression(span, HeightOver(expressions))
    {
        /// <summary>The expressions; at least two.</summary>
        public ImmutableArray<Expression> Expressions { get; } = expressions;
    }

    /// <summary>
    /// Property accesses and calls from left to right: <c>Base.a[b](c)?.d</c>. When an optional link meets <c>undefined</c> or <c>null</c>, the whole
    /// chain is <c>undefined</c>. A <see cref="Link.Call"/> after a property link calls with the object of that property as <c>this</c>. A first link
    /// that is a call does so too where <see cref="Base"/> is a reference itself: a <see cref="Chain"/> whose last link is a property
    /// (<c>(a.b)()</c>, <c>(a?.b)()</c>), or a <see cref="SuperMember"/> (whose receiver is <c>this</c>). Every other call has <c>undefined</c> as <c>this</c>.
    /// </summary>
    public sealed class Chain(SourceSpan span, Expression @base, ImmutableArray<Link> links) : Expression(span, Math.Max(HeightOver(@base), HeightOver(links)))
    {
        /// <summary>Where it begins.</summary>
        public Expression Base { get; } = @base;

        /// <summary>The steps; at least one.</summary>
        public ImmutableArray<Link> Links { get; } = links;

        /// <summary>Whether any link is optional.</summary>
        public bool HasOptionalLink
        {
            get
            {
                foreach (Link link in Links)
                {
                    if (link.IsOptional)
                        return true;
                }
                return false;
            }
        }
    }

    /// <summary><c>new callee(arguments)</c></summary>
    public sealed class New(SourceSpan span, Expression callee, ImmutableArray<Expression> arguments) : Expression(span, Math.Max(HeightOver(callee), HeightOver(arguments)))
    {
        /// <summary>The constructor.</summary>
        public Expression Callee { get; } = callee;

        /// <summary>The arguments; any may be a <see cref="Spread"/>.</summary>
        public ImmutableArray<Expression> Arguments { get; } = arguments;
    }

    /// <summary><c>super(arguments)</c>: constructs the prototype of the active function with its <c>new.target</c>, then initialises <c>this</c> (ReferenceError when it is already) and the fields.</summary>
    public sealed class SuperCall(SourceSpan span, ImmutableArray<Expression> arguments) : Expression(span, HeightOver(arguments))
    {
        /// <summary>The arguments; any may be a <see cref="Spread"/>.</summary>
        public ImmutableArray<Expression> Arguments { get; } = arguments;

        /// <summary>Scope analysis: the <c>this</c> of the derived constructor.</summary>
        public Binding ThisBinding { get; internal set; } = null!;

        /// <summary>Scope analysis: the derived constructor's own function object.</summary>
        public Binding CalleeBinding { get; internal set; } = null!;

        /// <summary>Scope analysis: the <c>new.target</c> of the derived constructor.</summary>
        public Binding NewTargetBinding { get; internal set; } = null!;
    }

    /// <summary><c>super.name</c> or <c>super[key]</c>: a property of the home object's prototype, with <c>this</c> as receiver.</summary>
    public sealed class SuperMember(SourceSpan span, PropertyKey key) : Expression(span, HeightOver(key))
    {
        /// <summary>A <see cref="PropertyKey.Name"/> or <see cref="PropertyKey.Computed"/>.</summary>
        public PropertyKey Key { get; } = key;

        /// <summary>Scope analysis: the <c>this</c> that is the receiver.</summary>
        public Binding ThisBinding { get; internal set; } = null!;

        /// <summary>Scope analysis: whether <c>this</c> may not be initialised yet: ReferenceError, before the key is evaluated.</summary>
        public bool NeedsTdzCheck { get; internal set; }

        /// <summary>Scope analysis: the function object (of a method, constructor or field initialiser) whose home object is meant.</summary>
        public Binding CalleeBinding { get; internal set; } = null!;
    }

    /// <summary><c>yield</c>, <c>yield value</c> or <c>yield* iterable</c></summary>
    public sealed class Yield(SourceSpan span, Expression? argument, bool isDelegate) : Expression(span, HeightOver(argument))
    {
        /// <summary>What is given out; <c>null</c> for <c>undefined</c>.</summary>
        public Expression? Argument { get; } = argument;

        /// <summary><c>yield*</c></summary>
        public bool IsDelegate { get; } = isDelegate;
    }

    /// <summary>A hole of an array literal, which is legal in a pattern only. Lives inside the parser.</summary>
    internal sealed class Hole(SourceSpan span) : Expression(span, 1);

    /// <summary><c>(a, b, ...rest)</c> in front of <c>=></c>. Lives inside the parser.</summary>
    internal sealed class ArrowHead(SourceSpan span, ImmutableArray<Expression> parameters, Pattern? rest) : Expression(span, Math.Max(HeightOver(parameters), HeightOver(rest)))
    {
        public ImmutableArray<Expression> Parameters { get; } = parameters;

        public Pattern? Rest { get; } = rest;
    }

    /// <summary><c>#name</c> in front of <c>in</c>. Lives inside the parser.</summary>
    internal sealed class PrivateOperand(PrivateName name) : Expression(name.Span, HeightOver(name))
    {
        public PrivateName Name { get; } = name;
    }
}
