from . import (
    crm_loyalty_answer,
    crm_loyalty_profile,
    crm_loyalty_response,
    mail_mail,
    res_partner,
    survey_loyalty_mapping,
    survey_question,
    survey_question_answer,
    survey_question_check,
    survey_survey,
    survey_user_input,
    survey_user_input_line,
)
