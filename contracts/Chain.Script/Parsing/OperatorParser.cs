using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>
/// Reads binary and unary operators. Binary ones are sorted out with two explicit stacks, so neither their number nor their precedences cost
/// depth; operators of one precedence become one flat node.
/// </summary>
/// <remarks>
/// Here and in the other parsers and resolvers, the methods of the recursion are marked for full optimisation: the frames that the runtime's
/// first tier gives them are several times as large, and the counted nesting must fit into any thread's stack.
/// </remarks>
internal sealed class OperatorParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<Expression> operands = new();
    private readonly NodeStack<Operator> operators = new();
    private readonly NodeStack<BinaryTerm> terms = new();

    /// <summary>Takes operands and the binary operators between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression Parse()
    {
        Expression first = cursor.At(TokenKind.PrivateName) ? PrivateOperand(0) : Exponentiation();
        int precedence = Precedence();
        return precedence == 0 ? first : Chain(first, precedence);
    }

    /// <summary>Takes an operand with its prefix and postfix operators.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Expression Unary()
    {
        switch (cursor.Kind)
        {
            case TokenKind.Not: return Prefix(UnaryOperator.Not);
            case TokenKind.Tilde: return Prefix(UnaryOperator.BitNot);
            case TokenKind.Plus: return Prefix(UnaryOperator.Plus);
            case TokenKind.Minus: return Prefix(UnaryOperator.Minus);
            case TokenKind.TypeOf: return Prefix(UnaryOperator.TypeOf);
            case TokenKind.Void: return Prefix(UnaryOperator.Void);
            case TokenKind.Delete: return Prefix(UnaryOperator.Delete);
            case TokenKind.Increment or TokenKind.Decrement: return PrefixUpdate();
            default: return Postfix();
        }
    }

    private Expression Chain(Expression first, int precedence)
    {
        int firstOperator = operators.Count;
        operands.Push(first);
        while (precedence != 0)
        {
            while (operators.Count > firstOperator && operators[operators.Count - 1].Precedence > precedence)
                Reduce(firstOperator);
            operators.Push(new Operator(cursor.Kind, precedence, cursor.Start));
            cursor.Next();
            operands.Push(cursor.At(TokenKind.PrivateName) ? PrivateOperand(precedence) : Exponentiation());
            precedence = Precedence();
        }
        while (operators.Count > firstOperator)
            Reduce(firstOperator);
        return operands.Pop();
    }

    private int Precedence() => cursor.At(TokenKind.In) && !session.Allows(Allowed.In) ? 0 : cursor.Kind.Precedence();

    // Makes one node of all operators of equal precedence on top of the stack.
    private void Reduce(int firstOperator)
    {
        int precedence = operators[operators.Count - 1].Precedence;
        int from = operators.Count - 1;
        while (from > firstOperator && operators[from - 1].Precedence == precedence)
            from--;
        int firstOperand = operands.Count - (operators.Count - from) - 1;
        Expression node = precedence <= TokenKind.And.Precedence() ? Logical(from, firstOperand) : Binary(from, firstOperand);
        operators.Drop(from);
        operands.Push(cursor.Checked(node));
    }

    private Expression.Logical Logical(int from, int firstOperand)
    {
        LogicalOperator kind = operators[from].Kind switch
        {
            TokenKind.And => LogicalOperator.And,
            TokenKind.Or => LogicalOperator.Or,
            _ => LogicalOperator.Coalesce,
        };
        ImmutableArray<Expression> list = operands.PopList(firstOperand);
        if (kind == LogicalOperator.Coalesce)
        {
            foreach (Expression operand in list)
            {
                if (operand is Expression.Logical { IsParenthesized: false })
                    throw Faults.Early(SyntaxMessages.MixedCoalesce, operand.Start);
            }
        }
        return new Expression.Logical(new SourceSpan(list[0].Start, cursor.Token.PreviousEnd), kind, list);
    }

    private Expression Binary(int from, int firstOperand)
    {
        Expression first = operands[firstOperand];
        int start = first.Start;
        int mark = terms.Count;
        for (int index = from; index < operators.Count; index++)
        {
            Operator item = operators[index];
            Expression operand = operands[firstOperand + 1 + index - from];
            if (first is Expression.PrivateOperand name)
                first = new Expression.PrivateIn(new SourceSpan(start, operand.End), name.Name, operand);
            else
                terms.Push(new BinaryTerm(item.Kind.ToBinary(), item.Start, operand));
        }
        operands.Drop(firstOperand);
        return terms.Count == mark ? first : new Expression.Binary(new SourceSpan(start, cursor.Token.PreviousEnd), first, terms.PopList(mark));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Expression Exponentiation()
    {
        int start = cursor.Start;
        Expression left = Unary();
        if (!cursor.At(TokenKind.StarStar))
            return left;
        if (left is Expression.Unary { IsParenthesized: false })
            throw Faults.Syntax(SyntaxMessages.UnaryBeforePower, cursor.Start);
        int operatorStart = cursor.Start;
        cursor.Next();
        cursor.Enter();
        Expression right = Exponentiation();
        cursor.Leave();
        return cursor.Checked(new Expression.Binary(cursor.SpanFrom(start), left, [new BinaryTerm(BinaryOperator.Exponent, operatorStart, right)]));
    }

    private Expression.Unary Prefix(UnaryOperator kind)
    {
        int start = cursor.Start;
        cursor.Next();
        cursor.Enter();
        Expression operand = Unary();
        cursor.Leave();
        if (kind == UnaryOperator.Delete)
            RefuseDelete(operand);
        return new Expression.Unary(cursor.SpanFrom(start), kind, operand);
    }

    private static void RefuseDelete(Expression operand)
    {
        if (operand is Expression.Identifier)
            throw Faults.Early(SyntaxMessages.DeleteName, operand.Start);
        if (operand is Expression.Chain chain && chain.Links[^1] is Link.PrivateMember)
            throw Faults.Early(SyntaxMessages.DeletePrivate, operand.Start);
    }

    private Expression.Update PrefixUpdate()
    {
        int start = cursor.Start;
        bool isIncrement = cursor.At(TokenKind.Increment);
        cursor.Next();
        cursor.Enter();
        Pattern target = CoverGrammar.ToSimpleTarget(Unary(), SyntaxMessages.InvalidUpdateTarget);
        cursor.Leave();
        return new Expression.Update(cursor.SpanFrom(start), isIncrement, isPrefix: true, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Expression Postfix()
    {
        int start = cursor.Start;
        Expression operand = session.Chains.Parse();
        if (cursor.Kind is not (TokenKind.Increment or TokenKind.Decrement) || cursor.Token.NewlineBefore)
            return operand;
        Pattern target = CoverGrammar.ToSimpleTarget(operand, SyntaxMessages.InvalidUpdateTarget);
        bool isIncrement = cursor.At(TokenKind.Increment);
        cursor.Next();
        return new Expression.Update(cursor.SpanFrom(start), isIncrement, isPrefix: false, target);
    }

    // A private name stands for itself only as the leftmost operand of `in`, where nothing binds it more strongly.
    private Expression.PrivateOperand PrivateOperand(int precedence)
    {
        SyntaxException fault = cursor.Unexpected();
        PrivateName name = session.Keys.Private();
        if (precedence >= TokenKinds.Relational || !cursor.At(TokenKind.In) || !session.Allows(Allowed.In))
            throw fault;
        return new Expression.PrivateOperand(name);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Operator(TokenKind Kind, int Precedence, int Start);
}
