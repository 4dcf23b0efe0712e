using Chain.Script.Ast;
using Chain.Script.Lexing;

namespace Chain.Script.Parsing;

/// <summary>Reads the top level of a module.</summary>
internal sealed class ModuleParser(ParserSession session)
{
    private readonly Cursor cursor = session.Cursor;
    private readonly NodeStack<ImportedName> imports = new();
    private readonly NodeStack<ExportedName> exports = new();

    /// <summary>Takes a statement, import or export.</summary>
    public Statement Item() => cursor.Kind switch
    {
        TokenKind.Import => Import(),
        TokenKind.Export => cursor.Checked(Export()),
        _ => session.Statements.ListItem(),
    };

    private Statement.Import Import()
    {
        int start = cursor.Start;
        cursor.Next();
        if (cursor.At(TokenKind.ParenOpen))
            throw Faults.NotInVersion1(SyntaxMessages.DynamicImports, start);
        if (cursor.At(TokenKind.Dot))
            throw Faults.NotInVersion1(SyntaxMessages.ImportMeta, start);
        int mark = imports.Count;
        if (!cursor.At(TokenKind.String))
        {
            ImportClause();
            cursor.Expect(TokenKind.From);
        }
        string module = ModuleName();
        return new Statement.Import(cursor.SpanFrom(start), module, imports.PopList(mark));
    }

    private void ImportClause()
    {
        if (cursor.Kind is not (TokenKind.Star or TokenKind.BraceOpen))
        {
            Pattern.Variable local = session.Names.Binding();
            imports.Push(new ImportedName(local.Span, "default", local));
            if (!cursor.Accept(TokenKind.Comma))
                return;
        }
        if (cursor.At(TokenKind.Star))
        {
            int start = cursor.Start;
            cursor.Next();
            cursor.Expect(TokenKind.As);
            Pattern.Variable local = session.Names.Binding();
            imports.Push(new ImportedName(cursor.SpanFrom(start), null, local));
            return;
        }
        cursor.Expect(TokenKind.BraceOpen);
        while (!cursor.At(TokenKind.BraceClose))
        {
            imports.Push(ImportedName());
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Expect(TokenKind.BraceClose);
    }

    private ImportedName ImportedName()
    {
        int start = cursor.Start;
        if (cursor.Kind.IsWord() && !IsBeforeAs())
        {
            Pattern.Variable same = session.Names.Binding();
            return new ImportedName(same.Span, same.Name, same);
        }
        string name = ModuleExportName();
        cursor.Expect(TokenKind.As);
        Pattern.Variable local = session.Names.Binding();
        return new ImportedName(cursor.SpanFrom(start), name, local);
    }

    // `as` behind the name under the cursor; `import { as }` and `import { as as as }` are both fine.
    private bool IsBeforeAs() => !cursor.Token.IsBefore(',') && !cursor.Token.IsBefore('}');

    private Statement Export()
    {
        int start = cursor.Start;
        DocComment? doc = session.Doc();
        cursor.Next();
        switch (cursor.Kind)
        {
            case TokenKind.Star:
                throw Faults.NotInVersion1(SyntaxMessages.ReExports, start);
            case TokenKind.BraceOpen:
                return ExportNames(start);
            case TokenKind.Default:
                return ExportDefault(start, doc);
            case TokenKind.Var:
                return Declaration(start, session.Statements.Declarations(DeclarationKind.Var));
            case TokenKind.Let:
                return Declaration(start, session.Statements.Declarations(DeclarationKind.Let));
            case TokenKind.Const:
                return Declaration(start, session.Statements.Declarations(DeclarationKind.Const));
            case TokenKind.Function:
                return Declaration(start, session.Functions.Declaration(doc ?? session.Doc(), mayBeAnonymous: false));
            case TokenKind.Class:
                return Declaration(start, session.Classes.Declaration(doc ?? session.Doc(), mayBeAnonymous: false));
            case TokenKind.Async:
                throw Faults.NotInVersion1(SyntaxMessages.AsyncFunctions, cursor.Start);
            default:
                throw cursor.Unexpected();
        }
    }

    private Statement.ExportDeclaration Declaration(int start, Statement declaration) => new(cursor.SpanFrom(start), declaration);

    private Statement ExportDefault(int start, DocComment? doc)
    {
        cursor.Next();
        switch (cursor.Kind)
        {
            case TokenKind.Function:
                Statement.DeclareFunction function = session.Functions.Declaration(doc ?? session.Doc(), mayBeAnonymous: true);
                function.Function.Name ??= "default";
                function.IsDefaultExport = true;
                return Declaration(start, function);
            case TokenKind.Class:
                Statement.DeclareClass @class = session.Classes.Declaration(doc ?? session.Doc(), mayBeAnonymous: true);
                @class.Class.Name ??= "default";
                @class.IsDefaultExport = true;
                return Declaration(start, @class);
            default:
                Expression value = session.Expressions.Assignment();
                NameInference.Give(value, "default");
                cursor.ConsumeSemicolon();
                return new Statement.ExportDefault(cursor.SpanFrom(start), value);
        }
    }

    private Statement.ExportNames ExportNames(int start)
    {
        cursor.Next();
        int mark = exports.Count;
        // Whether the names are of this module is only known behind the brace: a `from` makes it a re-export.
        SyntaxException? notLocal = null;
        while (!cursor.At(TokenKind.BraceClose))
        {
            exports.Push(ExportedName(ref notLocal));
            if (!cursor.Accept(TokenKind.Comma))
                break;
        }
        cursor.Expect(TokenKind.BraceClose);
        if (cursor.At(TokenKind.From))
            throw Faults.NotInVersion1(SyntaxMessages.ReExports, start);
        if (notLocal is not null)
            throw notLocal;
        cursor.ConsumeSemicolon();
        return new Statement.ExportNames(cursor.SpanFrom(start), exports.PopList(mark));
    }

    private ExportedName ExportedName(ref SyntaxException? notLocal)
    {
        int start = cursor.Start;
        TokenKind kind = cursor.Kind;
        string localName = ModuleExportName();
        SourceSpan span = cursor.SpanFrom(start);
        if (kind == TokenKind.String)
            notLocal ??= Faults.Early(SyntaxMessages.StringExportLocal, start);
        else if (!kind.IsIdentifier() || kind == TokenKind.Await)
            notLocal ??= Faults.Early(SyntaxMessages.Reserved(localName), start);
        string name = cursor.Accept(TokenKind.As) ? ModuleExportName() : localName;
        Name spelling = kind == TokenKind.String ? cursor.Token.NameOf("*string*") : cursor.Token.NameOf(localName);
        return new ExportedName(cursor.SpanFrom(start), new Pattern.Variable(span, spelling), name);
    }

    private string ModuleExportName()
    {
        int start = cursor.Start;
        if (cursor.Kind.IsWord())
        {
            string word = cursor.Token.Name.Text;
            cursor.Next();
            return word;
        }
        if (!cursor.At(TokenKind.String))
            throw cursor.Unexpected();
        string text = cursor.Token.Text;
        cursor.Next();
        for (int index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (!char.IsHighSurrogate(text[index]) || index + 1 >= text.Length || !char.IsLowSurrogate(text[index + 1]))
                throw Faults.Early(SyntaxMessages.MalformedName, start);
            index++;
        }
        return text;
    }

    private string ModuleName()
    {
        if (!cursor.At(TokenKind.String))
            cursor.Expect(TokenKind.String);
        string module = cursor.Token.Text;
        cursor.Next();
        if (cursor.At(TokenKind.With) && !cursor.Token.NewlineBefore)
            throw Faults.NotInVersion1(SyntaxMessages.ImportAttributes, cursor.Start);
        cursor.ConsumeSemicolon();
        return module;
    }
}
