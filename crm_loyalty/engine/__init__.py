from . import (
    source,
    source_sales,
    source_returns,
    source_pipeline,
    source_customer,
    source_care,
    source_cash,
    source_knowledge,
    source_wallet,
    source_answers,
    source_complaint,
    source_referral,
)
