from . import crm_loyalty_segment_crossing
