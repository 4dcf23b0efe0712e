using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>
/// One run of the parser: the cursor, what the code around allows, and the parsers for the parts of the grammar, which call each other.
/// </summary>
/// <remarks>
/// The grammar has places where only a later token tells what was read: <c>(a, b)</c> may turn out to be the parameters of an arrow, and
/// <c>[a, b]</c> a pattern. Such text is parsed once, as an expression, and converted when the token comes (<see cref="CoverGrammar"/>); nothing is
/// ever read twice, so parsing takes time linear in the source. What is legal only after a conversion (<c>{ a = 1 }</c>, holes) leaves its place in
/// <see cref="CoverFault"/>; the end of each expression checks that somebody has taken it.
/// </remarks>
internal sealed class ParserSession
{
    public ParserSession(string source, SourceGoal goal)
    {
        Cursor = new Cursor(source);
        Goal = goal;
        Allowed = Allowed.Arguments | Allowed.In | (goal == SourceGoal.Script ? Allowed.AwaitName : Allowed.None);
        Names = new NameParser(this);
        Keys = new PropertyKeyParser(this);
        Patterns = new PatternParser(this);
        Primaries = new PrimaryParser(this);
        Objects = new ObjectParser(this);
        Chains = new ChainParser(this);
        Operators = new OperatorParser(this);
        Expressions = new ExpressionParser(this);
        Functions = new FunctionParser(this);
        Classes = new ClassParser(this);
        Statements = new StatementParser(this);
        Loops = new LoopParser(this);
        Modules = new ModuleParser(this);
    }

    public SourceGoal Goal { get; }

    public Cursor Cursor { get; }

    public Jumps Jumps { get; } = new();

    public Allowed Allowed { get; set; }

    /// <summary>The first thing read that is legal in a pattern only; <c>null</c> when there is none.</summary>
    public SyntaxException? CoverFault { get; set; }

    /// <summary>The place of the last <c>yield</c> operator, which must not be in the parameters of an arrow.</summary>
    public int LastYield { get; set; } = -1;

    public NameParser Names { get; }

    public PropertyKeyParser Keys { get; }

    public PatternParser Patterns { get; }

    public PrimaryParser Primaries { get; }

    public ObjectParser Objects { get; }

    public ChainParser Chains { get; }

    public OperatorParser Operators { get; }

    public ExpressionParser Expressions { get; }

    public FunctionParser Functions { get; }

    public ClassParser Classes { get; }

    public StatementParser Statements { get; }

    public LoopParser Loops { get; }

    public ModuleParser Modules { get; }

    public NodeStack<Expression> ExpressionList { get; } = new();

    public NodeStack<Statement> StatementList { get; } = new();

    /// <summary>All functions finished so far.</summary>
    public List<Function> AllFunctions { get; } = [];

    public bool Allows(Allowed what) => (Allowed & what) != 0;

    /// <summary>Remembers the first fault that a conversion to a pattern would heal.</summary>
    public void FaultUnlessPattern(SyntaxException fault) => CoverFault ??= fault;

    /// <summary>Numbers a finished function.</summary>
    public Function Finish(Function function)
    {
        if (AllFunctions.Count == ScriptLimits.FunctionsMax)
            throw Faults.Limit(SyntaxMessages.TooManyFunctions, function.Start);
        function.Index = AllFunctions.Count;
        AllFunctions.Add(function);
        return Cursor.Checked(function);
    }

    /// <summary>Adds to a list whose length has a bound.</summary>
    public void PushItem(Expression item, int mark)
    {
        if (ExpressionList.Count - mark == ScriptLimits.ListItemsMax)
            throw Faults.Limit(SyntaxMessages.TooManyItems, item.Start);
        ExpressionList.Push(item);
    }

    /// <summary>The doc comment in front of the current token.</summary>
    public DocComment? Doc() => DocText.Read(Cursor.Token.Source, Cursor.Token.Doc);
}
