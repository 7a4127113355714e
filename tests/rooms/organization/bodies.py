"""Requests that are right, for tests to send or to spoil."""

HARBOUR = {
    "name": "海港物业",
    "locale": "zh-CN",
    "time_zone": "Asia/Shanghai",
    "currency": "CNY",
    "jurisdiction": "CN",
    "admin": {"username": "chen", "name": "陈宇", "email": "chen@harbour.example"},
}

LI = {"username": "Li.Wei", "name": "李伟", "phone": "+8613800138000", "roles": ["technician"]}
