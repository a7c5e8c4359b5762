"""What stays when the addon goes: what customers filled in, and what it measured."""


def uninstall_hook(env):
    """Let surveys that were sent, and aspects that have answers, no longer belong to the addon."""
    surveys = env["survey.survey"].with_context(active_test=False)
    sent = surveys.search([("user_input_ids", "!=", False)])
    questions = sent.question_and_page_ids
    choices = questions.suggested_answer_ids | questions.matrix_row_ids
    answered = env["crm.loyalty.answer"]._read_group([], [], ["aspect_id:recordset"])[0][0]
    for records in (sent, questions, choices, answered):
        owned = [
            ("module", "=", "crm_loyalty_survey"),
            ("model", "=", records._name),
            ("res_id", "in", records.ids),
        ]
        env["ir.model.data"].search(owned).unlink()
