# The words of a voice message: they go into the report only once their author confirms them.
heard-offer = Heard: “{ $text }”
    { $added ->
        [yes] Add these words to the answer?
       *[no] Is that right?
    }
heard-fix = Heard: “{ $text }”
    Write how it should be{ $group ->
        [yes] , in reply to this message
       *[no] {""}
    }.
heard-taken = Written down: “{ $text }”
heard-dropped = All right, only the voice message stays.
button-heard-right = Right
button-heard-fix = Correct
button-heard-drop = No need
