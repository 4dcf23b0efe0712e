using System.Collections.Immutable;
using Chain.Script.Scoping;

namespace Chain.Script.Ast;

/// <summary>
/// A statement or declaration.
/// </summary>
/// <remarks>
/// The completion value of a script is that of <c>eval</c>: an <see cref="Evaluate"/> sets it; <see cref="If"/>, loops, <see cref="Switch"/> and
/// <see cref="Try"/> set it to <c>undefined</c> when they begin; a <c>finally</c> block that ends normally leaves it as it was before that block;
/// all other statements do not touch it.
/// </remarks>
public abstract class Statement : Node
{
    private Statement(SourceSpan span, int height)
        : base(span, height)
    {
    }

    /// <summary>An expression statement.</summary>
    public sealed class Evaluate(SourceSpan span, Expression expression) : Statement(span, HeightOver(expression))
    {
        /// <summary>The expression.</summary>
        public Expression Expression { get; } = expression;
    }

    /// <summary><c>{ … }</c></summary>
    public sealed class Block(SourceSpan span, ImmutableArray<Statement> body) : Statement(span, HeightOver(body))
    {
        /// <summary>The statements.</summary>
        public ImmutableArray<Statement> Body { get; } = body;

        /// <summary>Scope analysis: its scope; <c>null</c> where it declares nothing.</summary>
        public Scope? Scope { get; internal set; }
    }

    /// <summary><c>;</c></summary>
    public sealed class Empty(SourceSpan span) : Statement(span, 1);

    /// <summary><c>debugger</c>: does nothing.</summary>
    public sealed class Debugger(SourceSpan span) : Statement(span, 1);

    /// <summary><c>var</c>, <c>let</c> or <c>const</c>.</summary>
    public sealed class Declare(SourceSpan span, DeclarationKind kind, ImmutableArray<Declarator> declarators) : Statement(span, HeightOver(declarators))
    {
        /// <summary>Which of them.</summary>
        public DeclarationKind Kind { get; } = kind;

        /// <summary>The declarators; at least one.</summary>
        public ImmutableArray<Declarator> Declarators { get; } = declarators;
    }

    /// <summary>A function declaration. It does nothing where it stands: the entry of its scope makes it (<see cref="Scope.Functions"/>).</summary>
    public sealed class DeclareFunction(Function function) : Statement(function.Span, HeightOver(function))
    {
        /// <summary>The function.</summary>
        public Function Function { get; } = function;

        /// <summary>Scope analysis: what it initialises.</summary>
        public Binding Binding { get; internal set; } = null!;

        /// <summary>Whether <c>export default</c> stands before it.</summary>
        internal bool IsDefaultExport { get; set; }
    }

    /// <summary>A class declaration; initialises its binding where it stands.</summary>
    public sealed class DeclareClass(Class @class) : Statement(@class.Span, HeightOver(@class))
    {
        /// <summary>The class.</summary>
        public Class Class { get; } = @class;

        /// <summary>Scope analysis: what it initialises in the scope around it (another one than <see cref="Class.InnerBinding"/>).</summary>
        public Binding Binding { get; internal set; } = null!;

        /// <summary>Whether <c>export default</c> stands before it.</summary>
        internal bool IsDefaultExport { get; set; }
    }

    /// <summary><c>if (test₀) body₀ else if (test₁) body₁ … else otherwise</c></summary>
    public sealed class If(SourceSpan span, ImmutableArray<IfBranch> branches, Statement? otherwise) : Statement(span, HeightOfChain(branches, otherwise))
    {
        /// <summary>The branches in order; at least one.</summary>
        public ImmutableArray<IfBranch> Branches { get; } = branches;

        /// <summary>What runs when no test holds.</summary>
        public Statement? Otherwise { get; } = otherwise;

        private static int HeightOfChain(ImmutableArray<IfBranch> branches, Statement? otherwise)
        {
            int height = HeightOver(otherwise);
            foreach (IfBranch branch in branches)
                height = Math.Max(height, HeightOver(branch.Test, branch.Body));
            return height;
        }
    }

    /// <summary><c>for (initializer; test; update) body</c></summary>
    public sealed class For(SourceSpan span, Statement? initializer, Expression? test, Expression? update, Statement body, JumpTarget target)
        : Statement(span, Math.Max(HeightOver(initializer, test), HeightOver(update, body)))
    {
        /// <summary>A <see cref="Declare"/>, an <see cref="Evaluate"/> (that sets no completion value), or nothing.</summary>
        public Statement? Initializer { get; } = initializer;

        /// <summary>The condition; <c>null</c> holds always.</summary>
        public Expression? Test { get; } = test;

        /// <summary>What is evaluated after each iteration.</summary>
        public Expression? Update { get; } = update;

        /// <summary>The body.</summary>
        public Statement Body { get; } = body;

        /// <summary>What jumps refer to.</summary>
        public JumpTarget Target { get; } = target;

        /// <summary>
        /// Scope analysis: the scope of a <c>let</c> or <c>const</c> in the head, else <c>null</c>. A <c>let</c> binding in it that is captured
        /// needs a fresh copy for each iteration, made before the first test and before each update.
        /// </summary>
        public Scope? Scope { get; internal set; }
    }

    /// <summary><c>for (declaration or target in subject) body</c> and <c>for (… of subject) body</c></summary>
    public sealed class ForEach(SourceSpan span, bool isOf, DeclarationKind? declaration, Pattern pattern, Expression subject, Statement body, JumpTarget target)
        : Statement(span, Math.Max(HeightOver(pattern, subject), HeightOver(body)))
    {
        /// <summary>Whether it iterates (<c>of</c>) or enumerates keys (<c>in</c>).</summary>
        public bool IsOf { get; } = isOf;

        /// <summary>How the pattern is declared; <c>null</c> assigns to it.</summary>
        public DeclarationKind? Declaration { get; } = declaration;

        /// <summary>What gets each item.</summary>
        public Pattern Pattern { get; } = pattern;

        /// <summary>The iterable or object. It is evaluated inside <see cref="Scope"/>, where the declared names are not initialised.</summary>
        public Expression Subject { get; } = subject;

        /// <summary>The body.</summary>
        public Statement Body { get; } = body;

        /// <summary>What jumps refer to.</summary>
        public JumpTarget Target { get; } = target;

        /// <summary>Scope analysis: the scope of a <c>let</c> or <c>const</c> in the head, else <c>null</c>. Its bindings are fresh in each iteration, uninitialised before the item is stored.</summary>
        public Scope? Scope { get; internal set; }
    }

    /// <summary><c>while (test) body</c></summary>
    public sealed class While(SourceSpan span, Expression test, Statement body, JumpTarget target) : Statement(span, HeightOver(test, body))
    {
        /// <summary>The condition.</summary>
        public Expression Test { get; } = test;

        /// <summary>The body.</summary>
        public Statement Body { get; } = body;

        /// <summary>What jumps refer to.</summary>
        public JumpTarget Target { get; } = target;
    }

    /// <summary><c>do body while (test)</c></summary>
    public sealed class DoWhile(SourceSpan span, Statement body, Expression test, JumpTarget target) : Statement(span, HeightOver(test, body))
    {
        /// <summary>The body.</summary>
        public Statement Body { get; } = body;

        /// <summary>The condition.</summary>
        public Expression Test { get; } = test;

        /// <summary>What jumps refer to.</summary>
        public JumpTarget Target { get; } = target;
    }

    /// <summary>
    /// <c>label: body</c>, with all labels in front of one body. Loops and <c>switch</c> with labels are no such node: a jump to their label
    /// refers to their own <see cref="JumpTarget"/>.
    /// </summary>
    public sealed class Labelled(SourceSpan span, ImmutableArray<string> labels, Statement body, JumpTarget target) : Statement(span, HeightOver(body))
    {
        /// <summary>The labels; at least one.</summary>
        public ImmutableArray<string> Labels { get; } = labels;

        /// <summary>The statement; no loop and no <c>switch</c>.</summary>
        public Statement Body { get; } = body;

        /// <summary>What <c>break</c> refers to.</summary>
        public JumpTarget Target { get; } = target;
    }

    /// <summary><c>switch (subject) { clauses }</c></summary>
    public sealed class Switch(SourceSpan span, Expression subject, ImmutableArray<SwitchClause> clauses, JumpTarget target) : Statement(span, Math.Max(HeightOver(subject), HeightOver(clauses)))
    {
        /// <summary>The value, evaluated outside of <see cref="Scope"/>.</summary>
        public Expression Subject { get; } = subject;

        /// <summary>The clauses in order.</summary>
        public ImmutableArray<SwitchClause> Clauses { get; } = clauses;

        /// <summary>What jumps refer to.</summary>
        public JumpTarget Target { get; } = target;

        /// <summary>Scope analysis: the scope of all clauses; <c>null</c> where they declare nothing.</summary>
        public Scope? Scope { get; internal set; }
    }

    /// <summary><c>break</c></summary>
    public sealed class Break(SourceSpan span, JumpTarget target) : Statement(span, 1)
    {
        /// <summary>Behind which statement it goes.</summary>
        public JumpTarget Target { get; } = target;
    }

    /// <summary><c>continue</c></summary>
    public sealed class Continue(SourceSpan span, JumpTarget target) : Statement(span, 1)
    {
        /// <summary>Into the next iteration of which loop it goes.</summary>
        public JumpTarget Target { get; } = target;
    }

    /// <summary><c>return</c></summary>
    public sealed class Return(SourceSpan span, Expression? value) : Statement(span, HeightOver(value))
    {
        /// <summary>The value; <c>null</c> for <c>undefined</c>.</summary>
        public Expression? Value { get; } = value;
    }

    /// <summary><c>throw</c></summary>
    public sealed class Throw(SourceSpan span, Expression value) : Statement(span, HeightOver(value))
    {
        /// <summary>What is thrown.</summary>
        public Expression Value { get; } = value;
    }

    /// <summary><c>try</c> with a handler, a finalizer, or both.</summary>
    public sealed class Try(SourceSpan span, Block body, CatchClause? handler, Block? finalizer) : Statement(span, Math.Max(HeightOver(body, handler), HeightOver(finalizer)))
    {
        /// <summary>What is tried.</summary>
        public Block Body { get; } = body;

        /// <summary>The <c>catch</c>.</summary>
        public CatchClause? Handler { get; } = handler;

        /// <summary>The <c>finally</c>.</summary>
        public Block? Finalizer { get; } = finalizer;
    }

    /// <summary><c>import … from 'module'</c>; at the top level of a module only. Does nothing where it stands.</summary>
    public sealed class Import(SourceSpan span, string module, ImmutableArray<ImportedName> names) : Statement(span, HeightOver(names))
    {
        /// <summary>The module specifier.</summary>
        public string Module { get; } = module;

        /// <summary>What is imported; may be empty.</summary>
        public ImmutableArray<ImportedName> Names { get; } = names;
    }

    /// <summary><c>export</c> before a declaration: the declaration runs; what it exports is in <see cref="SourceUnit.Exports"/>.</summary>
    public sealed class ExportDeclaration(SourceSpan span, Statement declaration) : Statement(span, HeightOver(declaration))
    {
        /// <summary>A <see cref="Declare"/>, <see cref="DeclareFunction"/> or <see cref="DeclareClass"/>.</summary>
        public Statement Declaration { get; } = declaration;
    }

    /// <summary>
    /// <c>export default expression</c>; the value initialises <see cref="Binding"/> where it stands. <c>export default function</c> and <c>class</c> are
    /// an <see cref="ExportDeclaration"/>, also without a name: their binding is called <c>*default*</c> then, and the function is named <c>default</c>.
    /// </summary>
    public sealed class ExportDefault(SourceSpan span, Expression value) : Statement(span, HeightOver(value))
    {
        /// <summary>The value; an anonymous function or class has the name <c>default</c> already.</summary>
        public Expression Value { get; } = value;

        /// <summary>Scope analysis: the binding <c>*default*</c>.</summary>
        public Binding Binding { get; internal set; } = null!;
    }

    /// <summary><c>export { local as name, … }</c>: does nothing where it stands; see <see cref="SourceUnit.Exports"/>.</summary>
    public sealed class ExportNames(SourceSpan span, ImmutableArray<ExportedName> names) : Statement(span, HeightOver(names))
    {
        /// <summary>The names; may be empty.</summary>
        public ImmutableArray<ExportedName> Names { get; } = names;
    }
}
