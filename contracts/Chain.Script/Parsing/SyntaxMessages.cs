namespace Chain.Script.Parsing;

/// <summary>
/// The catalogue of the front end's messages. They quote nothing from the source but short ASCII, so they have a bound, and they are the same on
/// every node.
/// </summary>
public static class SyntaxMessages
{
    // What version 1 leaves out, in the plural: NotInVersion1 makes the sentence.
    public const string RegularExpressions = "regular expressions";
    public const string AsyncFunctions = "async functions and await";
    public const string TaggedTemplates = "tagged templates";
    public const string DynamicImports = "dynamic imports";
    public const string ImportMeta = "import.meta and its properties";
    public const string ReExports = "re-exports";
    public const string ImportAttributes = "import attributes";
    public const string ArrayHoles = "array holes";
    public const string Decorators = "decorators";
    public const string UsingDeclarations = "using declarations";
    public const string WithStatements = "with statements";
    public const string NonAsciiNames = "names with characters beyond ASCII";
    public const string EvalCalls = "eval and the Function constructor";

    public const string UnexpectedCharacter = "unexpected character";
    public const string UnterminatedComment = "a comment is not closed";
    public const string UnterminatedString = "a string is not closed";
    public const string UnterminatedTemplate = "a template is not closed";
    public const string BadNameEscape = "an escape in a name must stand for a character that a name may have there";
    public const string BadUnicodeEscape = "a Unicode escape is \\u with four hexadecimal digits, or \\u{...} up to 10FFFF";
    public const string BadHexEscape = "a hexadecimal escape is \\x with two hexadecimal digits";
    public const string OctalEscape = "octal escapes and \\8 and \\9 are not allowed in strict code";
    public const string OctalEscapeInTemplate = "octal escapes are not allowed in templates";
    public const string LegacyNumber = "numbers with a leading zero are not allowed in strict code";
    public const string BadSeparator = "a numeric separator must stand alone between two digits";
    public const string NoDigits = "a number lacks digits";
    public const string NameAfterNumber = "a name or digit directly after a number";
    public const string BigIntTooLarge = "a bigint literal has more than 32768 bits";

    public const string SourceTooLong = "the source is too long";
    public const string NestedTooDeep = "the source is nested too deep";
    public const string TooManyItems = "a list has too many items";
    public const string TooManyParameters = "a function has too many parameters";
    public const string TooManyClauses = "a switch has too many clauses";
    public const string TooManyBindings = "a scope has too many bindings";
    public const string TooManyFunctions = "the source has too many functions";

    public const string SemicolonExpected = "a semicolon or the end of the statement is expected here";
    public const string NameExpected = "a name is expected here";
    public const string InvalidTarget = "this cannot be assigned to";
    public const string InvalidUpdateTarget = "the operand of ++ or -- must be a variable or a property";
    public const string InvalidParameter = "this cannot be a parameter";
    public const string RestrictedName = "eval and arguments cannot be assigned to or declared in strict code";
    public const string RestNotLast = "a rest element must be the last one, without a comma behind it";
    public const string RestInitializer = "a rest element cannot have a default";
    public const string RestTarget = "the rest of an object must be a variable or a property";
    public const string ShorthandInitializer = "a default in braces is only allowed in a pattern";
    public const string DuplicateProto = "an object literal sets __proto__ twice";
    public const string MissingInitializer = "a constant or pattern needs an initializer";
    public const string LoopInitializer = "a variable in the head of a for-in or for-of loop cannot have an initializer";
    public const string LoopDeclarations = "a for-in or for-of loop declares exactly one variable or pattern";
    public const string AsyncOf = "a for-of loop cannot begin with async of";
    public const string DeleteName = "a variable cannot be deleted in strict code";
    public const string DeletePrivate = "a private member cannot be deleted";
    public const string UnaryBeforePower = "a unary operator before ** needs parentheses";
    public const string MixedCoalesce = "?? cannot be mixed with && or || without parentheses";
    public const string NewOptional = "an optional chain cannot be constructed";
    public const string YieldInParameters = "yield is not allowed in parameters";
    public const string ReturnOutside = "return is only allowed in a function";
    public const string NewTargetOutside = "new.target is only allowed in a function";
    public const string SuperPropertyOutside = "super properties are only allowed in methods";
    public const string SuperCallOutside = "super() is only allowed in the constructor of a class that extends another";
    public const string ArgumentsInInitializer = "arguments is not allowed in a field initializer or static block";
    public const string AwaitInStaticBlock = "await is not allowed in a static block";
    public const string PrivateOperand = "a private name stands only after a dot, or on the left of in";
    public const string DeclarationNotAllowed = "a declaration is not allowed here; put it into a block";
    public const string StrictInFunction = "'use strict' is not allowed in a function whose parameters are not simple";
    public const string DuplicateDefault = "a switch has more than one default";
    public const string DuplicateLabel = "a label is used twice";
    public const string BreakOutside = "break is only allowed in a loop or switch";
    public const string ContinueOutside = "continue is only allowed in a loop";
    public const string UnknownLabel = "no statement around this has that label";
    public const string ContinueLabel = "continue needs the label of a loop";
    public const string NewlineAfterThrow = "throw and its value must be on one line";
    public const string TryAlone = "a try needs a catch or a finally";
    public const string GetterParameters = "a getter has no parameters";
    public const string SetterParameters = "a setter has exactly one parameter";
    public const string DuplicateConstructor = "a class has more than one constructor";
    public const string SpecialConstructor = "a constructor cannot be a getter, setter or generator";
    public const string ConstructorField = "a field cannot be named constructor";
    public const string StaticPrototype = "a static member cannot be named prototype";
    public const string PrivateConstructor = "a private member cannot be named #constructor";
    public const string ModuleOnly = "import and export are only allowed at the top level of a module";
    public const string MalformedName = "the name of an import or export must be well-formed Unicode";
    public const string StringExportLocal = "an exported name must be a variable of the module";

    public const string Redeclared = "a name is declared twice";
    public const string DuplicateParameter = "two parameters have the same name";
    public const string DuplicatePrivate = "a private name is declared twice";
    public const string UnknownPrivate = "no class around this declares that private name";
    public const string DuplicateExport = "a name is exported twice";
    public const string UnknownExport = "an exported name is not declared in the module";

    public const string NotALiteral = "this must be a literal, because it is read without running code";
    public const string SpreadInLiteral = "a literal that is read without running code cannot hold a spread";
    public const string KeyInLiteral = "the keys of a literal that is read without running code must be names or strings other than __proto__";
    public const string DuplicateKeyInLiteral = "a literal that is read without running code cannot hold a key twice";

    /// <summary>The wording for every feature that is left out.</summary>
    /// <param name="features">The feature, in the plural.</param>
    public static string NotInVersion1(string features) => $"{features} are not part of contract JavaScript version 1";

    /// <summary>A token that cannot stand where it does.</summary>
    /// <param name="token">What it is, see <see cref="Lexing.TokenText"/>.</param>
    public static string Unexpected(string token) => $"unexpected {token}";

    /// <summary>A token other than the one that must follow.</summary>
    /// <param name="expected">The token that must follow.</param>
    /// <param name="token">The one that does.</param>
    public static string Expected(string expected, string token) => $"expected {expected}, not {token}";

    /// <summary>A reserved word as a name.</summary>
    /// <param name="word">The word.</param>
    public static string Reserved(string word) => $"'{word}' is a reserved word";

    /// <summary>A reserved word that must be written without escapes.</summary>
    /// <param name="word">The word.</param>
    public static string EscapedKeyword(string word) => $"'{word}' is a reserved word, and must not be written with an escape";
}
